import http.server
import ssl
import threading
import urllib.error
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"path {self.path}, scheme {'https' if isinstance(self.connection, ssl.SSLSocket) else 'http'}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
serves.load_cert_chain("cert.pem", "key.pem")
server.socket = serves.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"https://localhost:{server.server_port}"
trusts = ssl.create_default_context(cafile="cert.pem")
with urllib.request.urlopen(f"{address}/one", context=trusts) as response:
    print(response.status, response.read().decode())
try:
    urllib.request.urlopen(f"{address}/two")
except urllib.error.URLError as error:
    print(type(error.reason).__name__, error.reason.verify_message)
with urllib.request.urlopen(f"{address}/three", context=ssl._create_unverified_context()) as response:
    print(response.read().decode())
server.shutdown()
server.server_close()
