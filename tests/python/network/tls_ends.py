import asyncio
import ssl


async def shut_down(reader, writer):
    writer.write(b"last words")
    writer.close()
    await writer.wait_closed()


async def abort(reader, writer):
    await reader.read(1)
    writer.transport.abort()


async def stay_silent(reader, writer):
    await asyncio.sleep(100)


async def main():
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    trusts = ssl.create_default_context(cafile="cert.pem")
    servers = [await asyncio.start_server(each, "127.0.0.1", 0, ssl=serves) for each in (shut_down, abort)]
    reader, writer = await asyncio.open_connection(*servers[0].sockets[0].getsockname(), ssl=trusts)
    print("can half close:", writer.can_write_eof())
    print(await reader.read(), reader.at_eof())
    await asyncio.sleep(1)
    print(writer.is_closing())
    writer.close()
    await writer.wait_closed()
    reader, writer = await asyncio.open_connection(*servers[1].sockets[0].getsockname(), ssl=trusts)
    writer.write(b"x")
    print("aborted:", await reader.read())
    writer.close()
    silent = await asyncio.start_server(stay_silent, "127.0.0.1", 0)
    began = asyncio.get_running_loop().time()
    try:
        await asyncio.open_connection(*silent.sockets[0].getsockname(), ssl=trusts, ssl_handshake_timeout=3)
    except ConnectionAbortedError as error:
        print(error, round(asyncio.get_running_loop().time() - began, 1))
    try:
        async with asyncio.timeout(2):
            await asyncio.open_connection(*silent.sockets[0].getsockname(), ssl=trusts)
    except TimeoutError:
        print("given up", round(asyncio.get_running_loop().time() - began, 1))
    for each in (*servers, silent):
        each.close()


asyncio.run(main())
