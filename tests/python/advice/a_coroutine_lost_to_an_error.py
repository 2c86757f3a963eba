import asyncio


async def send(text):
    await asyncio.sleep(0.1)
    print("sent", text)


async def main():
    mail = send("hello")
    number = int("12")
    print(number)
    if number > 10:
        print("too many")
        return
    await mail


asyncio.run(main())
