import asyncio


async def worker(name):
    for i in range(3):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback 1")
    task = asyncio.create_task(worker("a"))
    loop.call_soon(print, "callback 2")
    loop.call_later(0, print, "timer")
    other = asyncio.create_task(worker("b"))
    print("main goes on")
    await task
    await other
    for n in range(3):
        loop.call_soon(print, "last", n)
    await asyncio.sleep(0)


asyncio.run(main())
