import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    address = listener.getsockname()
    first = await asyncio.open_connection(*address)
    second = asyncio.create_task(asyncio.open_connection(*address))
    await asyncio.sleep(0.25)
    print("stands", second.done())
    second.cancel()
    try:
        await second
    except asyncio.CancelledError:
        print("cancelled")
    try:
        async with asyncio.timeout(0.5):
            await asyncio.open_connection(*address)
    except TimeoutError:
        print("timed out at", loop.time())
    first[1].close()
    listener.close()


asyncio.run(main())
