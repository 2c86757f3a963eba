import asyncio


async def fetch(url):
    await asyncio.sleep(0.2)
    return len(url)


async def main():
    sizes = {url: await fetch(url) for url in ("/index", "/about", "/contact")}
    print(sizes)


asyncio.run(main())
