import asyncio


async def crawl(url):
    await asyncio.sleep(0.1 * len(url))
    return f"crawled {url}"


async def worker(queue):
    while not queue.empty():
        url = queue.get_nowait()
        print(await crawl(url))


async def main():
    queue = asyncio.Queue()
    for url in ("a", "bb", "ccc", "dddd"):
        queue.put_nowait(url)
    async with asyncio.TaskGroup() as group:
        group.create_task(worker(queue))
        group.create_task(worker(queue))


asyncio.run(main())
