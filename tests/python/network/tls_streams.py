import asyncio
import ssl

# cert.pem and key.pem, as in all programs of this folder, were made once, for 100 years, by
# openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost
#   -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext keyUsage=digitalSignature,keyCertSign -keyout key.pem -out cert.pem


async def handle(reader, writer):
    print("server:", writer.get_extra_info("ssl_object").version(), writer.get_extra_info("cipher")[1])
    while line := await reader.readline():
        await asyncio.sleep(0.5)
        writer.write(line.upper())
        await writer.drain()
    print("server: client is gone")
    writer.close()
    await writer.wait_closed()


async def talk(name, port, trusts):
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusts)
    for word in ("hello", "world"):
        writer.write(f"{word} of {name}\n".encode())
        print(name, await reader.readline())
    certificate = writer.get_extra_info("peercert")
    print(name, certificate["subject"], certificate["subjectAltName"])
    writer.close()
    await writer.wait_closed()


async def main():
    serves = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serves.load_cert_chain("cert.pem", "key.pem")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves, limit=1_000_000)
    port = server.sockets[0].getsockname()[1]
    trusts = ssl.create_default_context(cafile="cert.pem")
    print(trusts.verify_mode, trusts.check_hostname)
    await asyncio.gather(talk("ann", port, trusts), talk("bob", port, trusts))
    big = b"x" * 200_000
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts)
    writer.write(big + b"\n")
    await writer.drain()
    print(len(await reader.readexactly(200_001)))
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(1)
    server.close()
    await server.wait_closed()


asyncio.run(main())
