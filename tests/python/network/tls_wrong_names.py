import asyncio
import ssl


async def handle(reader, writer):
    writer.close()


async def main():
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    names = []
    serves.sni_callback = lambda connection, name, context: names.append(name)
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves)
    port = server.sockets[0].getsockname()[1]
    trusts = ssl.create_default_context(cafile="cert.pem")
    for name in (None, "localhost", "LOCALHOST", "example.com", "127.0.0.1", "127.0.0.2", "local.host"):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            print(name, error.verify_code, error.verify_message)
        else:
            print(name, "is right")
            writer.close()
            await writer.wait_closed()
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=trusts, server_hostname="")
    except ValueError as error:
        print(error)
    try:
        await asyncio.open_connection("127.0.0.1", port, server_hostname="localhost")
    except ValueError as error:
        print(error)
    trusts.check_hostname = False
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts, server_hostname="example.com")
    print("not checked")
    writer.close()
    await writer.wait_closed()
    print(names)
    server.close()


asyncio.run(main())
