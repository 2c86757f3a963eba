import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.2)
        body = f"{self.path} in {threading.current_thread().name}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        print("log:", format % args)


with ThreadingHTTPServer(("127.0.0.1", 8000), Handler) as server:
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("interrupted at", time.monotonic())
