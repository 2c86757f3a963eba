import asyncio


async def handle(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    method, path, _ = request.split(b"\r\n")[0].decode().split()
    await asyncio.sleep(0.2)
    body = f"{method} {path}\n".encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def get(port, path):
    reader, writer = await asyncio.open_connection("localhost", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.read()
    writer.close()
    await writer.wait_closed()
    return head.split(b"\r\n")[0].decode(), body.decode().strip()


async def main():
    server = await asyncio.start_server(handle, "localhost", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(get(port, f"/{name}")) for name in ("a", "b", "c")]
        for task in tasks:
            print(*task.result())
        print(asyncio.get_running_loop().time())


asyncio.run(main())
