import asyncio


async def send(queue):
    await asyncio.sleep(0)
    print("sending 42")
    await queue.put(42)
    print("sent")


async def main():
    queue = asyncio.Queue()
    sender = asyncio.create_task(send(queue), name="sender")
    await asyncio.sleep(1)
    print("receiving")
    print("received", await queue.get())
    await sender


asyncio.run(main())
