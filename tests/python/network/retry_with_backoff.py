import asyncio
import socket


async def connect(port):
    delay = 0.1
    for attempt in range(1, 6):
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError as error:
            print(f"attempt {attempt}: {type(error).__name__}, again in {delay:.1f} s")
            await asyncio.sleep(delay)
            delay *= 2
    raise SystemExit("no server")


async def main():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]

    async def late():
        await asyncio.sleep(0.5)
        return await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", port)

    starting = asyncio.create_task(late())
    reader, writer = await connect(port)
    print("connected", await reader.read(), round(asyncio.get_running_loop().time(), 1))
    writer.close()
    (await starting).close()


asyncio.run(main())
