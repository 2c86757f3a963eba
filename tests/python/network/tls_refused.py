import asyncio
import ssl


async def handle(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def ask(what, port, context):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    except ssl.SSLCertVerificationError as error:
        print(what, "refused:", error.verify_code, error.verify_message, error.reason)
        print(isinstance(error, ValueError), isinstance(error, OSError), isinstance(error, ssl.CertificateError))
        return
    writer.write(b"hello\n")
    print(what, await reader.readline(), writer.get_extra_info("peercert"))
    writer.close()
    await writer.wait_closed()


async def main():
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves)
    port = server.sockets[0].getsockname()[1]
    await ask("default", port, ssl.create_default_context())
    await ask("true", port, True)
    checks_nothing = ssl.create_default_context()
    checks_nothing.check_hostname = False
    checks_nothing.verify_mode = ssl.CERT_NONE
    await ask("none", port, checks_nothing)
    trusts = ssl.create_default_context()
    trusts.load_verify_locations("cert.pem")
    await ask("trusted", port, trusts)
    try:
        checks_nothing.check_hostname = True
        checks_nothing.verify_mode = ssl.CERT_NONE
    except ValueError as error:
        print(error)
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=ssl.create_default_context())
    except ssl.SSLError as error:
        print(type(error).__name__, str(error).partition(" (_ssl.c")[0])
    server.close()


asyncio.run(main())
