import asyncio

requests = 0


async def get(url):
    global requests
    requests += 1
    await asyncio.sleep(0.2)
    return f"{url} 200"


async def main():
    for url in ("/a", "/b"):
        print(await get(url))
    print(requests, "requests")


asyncio.run(main())
