import asyncio

SITE = {"/": ["/a", "/b"], "/a": ["/b", "/c"], "/b": ["/"], "/c": ["/d", "/missing"], "/d": []}


async def fetch(path):
    await asyncio.sleep(0.1 * len(path))
    if path not in SITE:
        raise FileNotFoundError(path)
    return SITE[path]


async def crawl(start, workers):
    queue, seen = asyncio.Queue(), {start}
    queue.put_nowait(start)

    async def worker(name):
        while True:
            path = await queue.get()
            try:
                for link in await fetch(path):
                    if link not in seen:
                        seen.add(link)
                        queue.put_nowait(link)
                print(name, "fetched", path)
            except OSError as error:
                print(name, "failed", error)
            finally:
                queue.task_done()

    tasks = [asyncio.create_task(worker(f"worker {n}")) for n in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    return sorted(seen)


print(asyncio.run(crawl("/", 2)))
