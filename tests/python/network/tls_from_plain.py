import asyncio
import ssl


async def handle(reader, writer):
    print("server:", await reader.readline())
    writer.write(b"220 go on\n")
    await writer.drain()
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    await writer.start_tls(serves)
    print("server: secured", writer.get_extra_info("ssl_object").version())
    while line := await reader.readline():
        print("server:", line)
        writer.write(b"250 ok\n")
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print("client:", writer.get_extra_info("ssl_object"))
    writer.write(b"STARTTLS\n")
    print("client:", await reader.readline())
    trusts = ssl.create_default_context(cafile="cert.pem")
    await writer.start_tls(trusts, server_hostname="localhost")
    print("client:", type(writer.get_extra_info("ssl_object")).__name__)
    for word in (b"one\n", b"two\n"):
        writer.write(word)
        print("client:", await reader.readline())
        await asyncio.sleep(0.25)
    try:
        await asyncio.get_running_loop().start_tls(writer.transport, None, None)
    except TypeError as error:
        print(error)
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
