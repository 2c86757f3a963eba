"""A server and a client of tornado, on asyncio's loop."""

import asyncio

import tornado.httpclient
import tornado.ioloop
import tornado.web
import tornado.websocket


class Hello(tornado.web.RequestHandler):
    async def get(self, name):
        await asyncio.sleep(0.1)
        self.write({"hello": name, "asked": self.get_argument("q", "nothing")})

    def post(self, name):
        self.set_status(201)
        self.finish(self.request.body)


class Echo(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message[::-1])


async def main():
    app = tornado.web.Application([(r"/hello/(\w+)", Hello), (r"/echo", Echo)])
    server = app.listen(8888, "127.0.0.1")
    client = tornado.httpclient.AsyncHTTPClient()
    response = await client.fetch("http://127.0.0.1:8888/hello/ada?q=you")
    print(response.code, response.headers["Content-Type"], response.body)
    print((await client.fetch("http://127.0.0.1:8888/hello/x", method="POST", body=b"data")).body)
    try:
        await client.fetch("http://127.0.0.1:8888/nowhere")
    except tornado.httpclient.HTTPClientError as error:
        print(error)
    socket = await tornado.websocket.websocket_connect("ws://127.0.0.1:8888/echo")
    await socket.write_message("abc")
    print(await socket.read_message())
    socket.close()
    loop = tornado.ioloop.IOLoop.current()
    done = asyncio.get_running_loop().create_future()
    loop.call_later(1, done.set_result, "later")
    print(await done)
    server.stop()
    await server.close_all_connections()


asyncio.run(main())
