import asyncio

import h11
import httpx
import requests
from requests.adapters import BaseAdapter
from websockets.client import ClientProtocol
from websockets.server import ServerProtocol
from websockets.uri import parse_uri


class Fake(BaseAdapter):
    def send(self, request, **kwargs):
        if request.path_url == "/down":
            raise requests.ConnectionError("refused", request=request)
        response = requests.Response()
        response.status_code = 404 if request.path_url == "/none" else 200
        response._content = f"{request.method} {request.path_url}".encode()
        response.request, response.url = request, request.url
        return response

    def close(self):
        pass


session = requests.Session()
session.mount("http://", Fake())
print(session.get("http://a.example/x", params={"q": "tea"}).text)
for path in ("none", "down"):
    try:
        session.get(f"http://a.example/{path}").raise_for_status()
    except requests.RequestException as error:
        print(type(error).__name__, error, error.request.method)


async def main():
    def answer(request):
        return httpx.Response(201, json={"method": request.method, "path": request.url.path}, request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        response = await client.post("https://a.example/y", json={"a": 1})
        print(response.status_code, response.json(), response.request.content)


asyncio.run(main())

connection = h11.Connection(our_role=h11.SERVER)
connection.receive_data(b"GET /z HTTP/1.1\r\nHost: a.example\r\n\r\n")
print(connection.next_event().target, type(connection.next_event()).__name__)

client, server = ClientProtocol(parse_uri("ws://a.example/chat")), ServerProtocol()
client.send_request(client.connect())
server.receive_data(b"".join(client.data_to_send()))
(request,) = server.events_received()
server.send_response(server.accept(request))
client.receive_data(b"".join(server.data_to_send()))
client.events_received()
client.send_text(b"hello")
server.receive_data(b"".join(client.data_to_send()))
print(client.state.name, server.events_received()[0].data)
