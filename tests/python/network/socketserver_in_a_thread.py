import socket
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            print("server got", line.strip().decode())
            self.wfile.write(line.upper())


class Datagrams(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with socket.create_connection(server.server_address) as sock:
        sock.sendall(b"hello\nworld\n")
        sock.shutdown(socket.SHUT_WR)
        file = sock.makefile("rb")
        print(file.readlines())
    server.shutdown()
    thread.join()
    print("stopped", thread.is_alive())
with socketserver.UDPServer(("127.0.0.1", 0), Datagrams) as server:
    client = socket.socket(type=socket.SOCK_DGRAM)
    client.sendto(b"abc", server.server_address)
    server.handle_request()
    print(client.recv(10))
    client.close()
