import asyncio


def tick(loop, i, ticks, every, over):
    print(f"tick {i}")
    if i == ticks:
        over.set_result(None)
    else:
        loop.call_later(every, tick, loop, i + 1, ticks, every, over)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon: in the next turn")
    loop.call_later(1.5, print, "later: after 1.5 s")
    loop.call_at(loop.time() + 1, print, "at 1 s")
    never = loop.call_later(1.2, print, "never")
    never.cancel()
    print("scheduled; cancelled:", str(never.cancelled()).lower())
    over = loop.create_future()
    loop.call_later(0.5, tick, loop, 1, 4, 0.5, over)
    await over
    print("main ends")


asyncio.run(main())
