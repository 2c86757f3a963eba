import ssl

serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
serves.load_cert_chain("cert.pem", "key.pem")
trusts = ssl.create_default_context(cafile="cert.pem")
to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
server = serves.wrap_bio(to_server, to_client, server_side=True)
client = trusts.wrap_bio(to_client, to_server, server_hostname="localhost")
print(client.version(), client.cipher(), client.server_hostname, client.server_side)
ready = set()
while len(ready) < 2:
    for name, end in (("client", client), ("server", server)):
        try:
            if name not in ready:
                end.do_handshake()
                ready.add(name)
                print(name, "is ready", end.version())
        except ssl.SSLWantReadError as error:
            print(name, "waits", error.errno)
print(client.write(b"hello"), server.read(), to_server.pending)
print(server.write(b"x" * 40_000), [len(client.read(100_000)) for _ in range(3)])
try:
    server.read()
except ssl.SSLWantReadError:
    print("nothing to read")
try:
    client.unwrap()
except ssl.SSLWantReadError:
    print("the other end has not left")
print(server.read(), server.unwrap(), client.unwrap())
for end in (client, server):
    try:
        end.write(b"more")
    except ssl.SSLError as error:
        print(type(error).__name__, error.reason)
    try:
        end.read()
    except ssl.SSLZeroReturnError as error:
        print(type(error).__name__, error.errno)
