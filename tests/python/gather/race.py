import asyncio


async def mirror(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print(name, "lost")
        raise


async def race(*coroutines):
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        if task not in done:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done.pop().result()


async def main():
    print(await race(mirror("slow", 3), mirror("fast", 1), mirror("middle", 2)), "won")


asyncio.run(main())
