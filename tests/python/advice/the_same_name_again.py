import asyncio


async def fetch(url):
    await asyncio.sleep(0.2)
    return f"page {url}"


async def main():
    page = await fetch("/a")
    print(page)
    page = await fetch("/b")
    print(page)


asyncio.run(main())
