import asyncio
import ssl


async def handle(reader, writer):
    print("server chose", writer.get_extra_info("ssl_object").selected_alpn_protocol())
    writer.close()


async def main():
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    serves.set_alpn_protocols(["h2", "http/1.1"])
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves)
    port = server.sockets[0].getsockname()[1]
    for offered in (["http/1.1", "h2"], ["http/1.1"], ["spdy/1"], []):
        trusts = ssl.create_default_context(cafile="cert.pem")
        if offered:
            trusts.set_alpn_protocols(offered)
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts)
        print("client got", writer.get_extra_info("ssl_object").selected_alpn_protocol())
        await asyncio.sleep(1)
        writer.close()
    for least, most in (("TLSv1_2", "TLSv1_2"), ("TLSv1_3", "TLSv1_3"), ("TLSv1_2", "TLSv1_3")):
        trusts = ssl.create_default_context(cafile="cert.pem")
        trusts.minimum_version, trusts.maximum_version = ssl.TLSVersion[least], ssl.TLSVersion[most]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts)
        connection = writer.get_extra_info("ssl_object")
        print(connection.version(), connection.cipher())
        await asyncio.sleep(1)
        writer.close()
    serves.minimum_version = ssl.TLSVersion.TLSv1_3
    trusts.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=trusts)
    except ConnectionResetError:
        # The server's loop breaks the connection off without a word.
        print("no version in common")
    server.close()


asyncio.run(main())
