"""Two loops in two threads, each asking the other."""
import asyncio
import threading

loops = {}


async def answer(question):
    await asyncio.sleep(0.1)
    return f"{question}, answered in {threading.current_thread().name}"


async def asks(me, other):
    loops[me] = asyncio.get_running_loop()
    while other not in loops:
        await asyncio.sleep(0.01)
    future = asyncio.run_coroutine_threadsafe(answer(f"{me} asks"), loops[other])
    print(await asyncio.wrap_future(future))
    await asyncio.sleep(0.2)


threads = [
    threading.Thread(target=lambda me=me, other=other: asyncio.run(asks(me, other)), name=me)
    for me, other in (("left", "right"), ("right", "left"))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
