import asyncio


async def fetch(url, done):
    await asyncio.sleep(0.2)
    done(url)


async def main():
    found = []
    for url in ("/a", "/b"):
        await fetch(url, found.append)
    print(found)


asyncio.run(main())
