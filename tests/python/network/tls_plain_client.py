import asyncio
import ssl


async def handle(reader, writer):
    print("server:", await reader.read(100))
    writer.close()


async def answer(reader, writer):
    await reader.read(10)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    await asyncio.sleep(1)
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 100
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], context["exception"].reason))
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves)
    port = server.sockets[0].getsockname()[1]
    for words in (b"GET / HTTP/1.1\r\n\r\n", b"hello, is there anybody\r\n", b"CONNECT a:1 HTTP/1.1\r\n\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(words)
        try:
            print("client:", await reader.read(100))
        except ConnectionResetError:
            print("client: reset")
        writer.close()
        await asyncio.sleep(1)
    plain = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        await asyncio.open_connection(*plain.sockets[0].getsockname(), ssl=ssl.create_default_context())
    except ssl.SSLError as error:
        print("client:", type(error).__name__, error.reason)
    await asyncio.sleep(2)
    server.close()
    plain.close()


asyncio.run(main())
