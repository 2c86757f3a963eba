import asyncio

URLS = ["/a", "/b", "/c", "/d"]


async def fetch(url: str) -> str:
    await asyncio.sleep(0.25)
    return f"<html>{url}</html>"


async def main() -> None:
    pages = []
    for url in URLS:
        pages.append(await fetch(url))
    print(len(pages), "pages")
    for page in pages:
        print(page)


asyncio.run(main())
