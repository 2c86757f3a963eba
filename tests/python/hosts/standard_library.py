import http.client
import json
import time
import urllib.error
import urllib.request

began = time.monotonic()
with urllib.request.urlopen("https://api.github.com/users/ada") as response:
    print(response.status, response.headers["Content-Type"], json.load(response)["login"], f"{time.monotonic() - began:.3f} s")
request = urllib.request.Request("http://httpbin.org/anything", data=b"a=1&b=2", headers={"X-Mine": "yes"}, method="PUT")
with urllib.request.urlopen(request) as response:
    told = json.load(response)
    print(told["method"], told["form"], told["headers"]["X-Mine"])
for url in ("http://httpbin.org/status/404", "http://refuses.example/", "http://nobody.example/"):
    try:
        urllib.request.urlopen(url)
    except urllib.error.URLError as error:
        print(url, repr(error))
connection = http.client.HTTPConnection("httpbin.org")
for method, path in (("HEAD", "/get"), ("GET", "/uuid"), ("GET", "/uuid"), ("GET", "/bytes/4?seed=1")):
    connection.request(method, path)
    response = connection.getresponse()
    print(method, path, response.status, response.headers["Content-Length"], response.read())
connection.request("POST", "/post", body=iter([b"one ", b"two"]), headers={"Expect": "100-continue"}, encode_chunked=True)
print(json.load(connection.getresponse())["data"])
connection.close()
