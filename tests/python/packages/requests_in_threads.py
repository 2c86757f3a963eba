import asyncio
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/none":
            self.send_error(404)
            return
        time.sleep(0.5)
        body = json.dumps({"path": self.path}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.handle_error = lambda request, address: None
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"


def ask(path):
    return requests.get(url + path, timeout=5).json()["path"]


async def main():
    began = time.monotonic()
    print(ask("/a"), ask("/b"))
    print(f"one after the other: {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    print(await asyncio.gather(*(asyncio.to_thread(ask, path) for path in ("/a", "/b"))))
    print(f"in threads: {time.monotonic() - began:.1f} s")
    try:
        requests.get(url + "/none").raise_for_status()
    except requests.HTTPError as error:
        print(type(error).__name__, error.response.status_code, error.response.reason)
    try:
        requests.get(url + "/a", timeout=0.1)
    except requests.Timeout as error:
        print(type(error).__name__)


asyncio.run(main())
server.shutdown()
try:
    requests.get("http://127.0.0.1:9/")
except requests.ConnectionError as error:
    print(type(error).__name__, "Connection refused" in str(error))
