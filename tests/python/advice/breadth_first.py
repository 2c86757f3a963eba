import asyncio

LINKS = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/"], "/c": []}


async def get_links(page):
    await asyncio.sleep(0.2)
    return LINKS[page]


async def main():
    queue, seen = ["/"], {"/"}
    for page in queue:
        for link in await get_links(page):
            if link not in seen:
                seen.add(link)
                queue.append(link)
    print(queue)


asyncio.run(main())
