import socket
import socketserver
import threading
import time


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        seconds = float(self.rfile.readline())
        time.sleep(seconds)
        self.wfile.write(b"%.1f\n" % seconds)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


def ask(seconds):
    with socket.create_connection(server.server_address) as sock:
        sock.sendall(f"{seconds}\n".encode())
        print(sock.makefile().readline().strip(), "at", round(time.monotonic() - began, 1))


with Server(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    began = time.monotonic()
    asking = [threading.Thread(target=ask, args=(seconds,)) for seconds in (0.3, 0.1, 0.2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    server.shutdown()
print("done")
