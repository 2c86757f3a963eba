import asyncio
import ssl

# ca.pem has signed shop.pem, made once, for 100 years, by
# openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/O=Classroom/CN=Classroom CA"
#   -addext keyUsage=keyCertSign,cRLSign -keyout ca_key.pem -out ca.pem
# openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=shop.example -keyout shop_key.pem -out shop.csr
# openssl x509 -req -in shop.csr -CA ca.pem -CAkey ca_key.pem -days 36500 -extfile extensions -out shop.pem
# with subjectAltName=DNS:shop.example,DNS:*.shop.example, basicConstraints=CA:FALSE, keyUsage=digitalSignature,
# extendedKeyUsage=serverAuth, subjectKeyIdentifier=hash and authorityKeyIdentifier=keyid in extensions.


async def handle(reader, writer):
    certificate = writer.get_extra_info("peercert")
    writer.write(b"who are you?" if not certificate else certificate["subject"][0][0][1].encode())
    writer.close()


async def ask(port, context, name):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=name)
        print(name, await reader.read())
        writer.close()
    except ssl.SSLError as error:
        print(name, error.reason, getattr(error, "verify_message", None))


async def main():
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("shop.pem", "shop_key.pem")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=serves)
    port = server.sockets[0].getsockname()[1]
    trusts = ssl.create_default_context(cafile="ca.pem")
    print(trusts.cert_store_stats(), [each["subject"] for each in trusts.get_ca_certs()])
    for name in ("shop.example", "www.shop.example", "a.b.shop.example", "example", "shop.example.com"):
        await ask(port, trusts, name)
    await ask(port, ssl.create_default_context(), "shop.example")
    await ask(port, ssl.create_default_context(cafile="shop.pem"), "shop.example")
    for load in (
        lambda: serves.load_cert_chain("nothing.pem"),
        lambda: serves.load_cert_chain("ca.pem", "shop_key.pem"),
        lambda: serves.load_cert_chain("shop.pem"),
        lambda: trusts.load_verify_locations("shop_key.pem"),
        lambda: trusts.load_verify_locations(cadata="no certificate"),
    ):
        try:
            load()
        except OSError as error:
            print(type(error).__name__, str(error).partition(" (_ssl.c")[0])
    server.close()


asyncio.run(main())
