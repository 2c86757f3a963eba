import asyncio


async def attempt(server):
    await asyncio.sleep(0.5)
    if server != "c":
        raise ConnectionError(server)
    return server


async def main():
    answer = None
    servers = iter("abc")
    while answer is None:
        server = next(servers)
        try:
            answer = await attempt(server)
        except ConnectionError as error:
            print("no answer from", error)
    print(answer)


asyncio.run(main())
