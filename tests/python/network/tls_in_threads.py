import socket
import ssl
import threading
import time

serves = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
serves.load_cert_chain("cert.pem", "key.pem")
listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()


def serve():
    with serves.wrap_socket(listener, server_side=True) as secured:
        for _ in range(2):
            connection, _ = secured.accept()
            with connection:
                print("server:", connection.version(), connection.server_side)
                while data := connection.recv(1024):
                    time.sleep(0.5)
                    connection.sendall(data[::-1])
                print("server: client is gone")
        try:
            secured.accept()
        except ssl.SSLError as error:
            print("server:", error.reason)


thread = threading.Thread(target=serve)
thread.start()
trusts = ssl.create_default_context(cafile="cert.pem")
for name in ("localhost", "127.0.0.1"):
    with socket.create_connection(address) as plain:
        with trusts.wrap_socket(plain, server_hostname=name) as secured:
            secured.sendall(b"hello")
            print(secured.recv(1), secured.pending(), secured.recv(100))
            print(secured.getpeercert()["issuer"], secured.cipher()[0], secured.compression())
            secured.settimeout(0.25)
            secured.send(b"late")
            try:
                secured.recv(10)
            except TimeoutError as error:
                print("late:", error)
            secured.settimeout(None)
            print(secured.read(10))
            secured.setblocking(False)
            try:
                secured.recv(10)
            except ssl.SSLWantReadError as error:
                print(type(error).__name__, error.errno)
            secured.setblocking(True)
            try:
                secured.recv(10, socket.MSG_PEEK)
            except ValueError as error:
                print(error)
with socket.create_connection(address) as plain:
    try:
        ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
    except ssl.SSLCertVerificationError as error:
        print("client:", error.verify_message)
thread.join()
