import asyncio


class Chat:
    async def send(self, text):
        await asyncio.sleep(0.2)
        print("<", text)


async def main():
    chat = Chat()
    await chat.send("hello")
    await chat.send("how are you?")
    for text in ("fine", "thanks"):
        await chat.send(text)


asyncio.run(main())
