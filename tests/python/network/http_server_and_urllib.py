import http.server
import json
import threading
import urllib.error
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/missing":
            self.send_error(404)
            return
        body = json.dumps({"path": self.path, "agent": self.headers["User-Agent"].split("/")[0]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(body.upper())

    def log_message(self, form, *args):
        print("log:", form % args)


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
thread = threading.Thread(target=server.serve_forever)
thread.start()
base = f"http://127.0.0.1:{server.server_port}"
with urllib.request.urlopen(f"{base}/hello?x=1") as response:
    print(response.status, response.headers["Content-Type"], json.load(response))
with urllib.request.urlopen(f"{base}/post", data=b"some data") as response:
    print(response.status, response.read())
try:
    urllib.request.urlopen(f"{base}/missing")
except urllib.error.HTTPError as error:
    print(error, error.code)
server.shutdown()
thread.join()
server.server_close()
try:
    urllib.request.urlopen(base)
except urllib.error.URLError as error:
    print(error)
