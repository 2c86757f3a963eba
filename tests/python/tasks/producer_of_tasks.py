import asyncio


async def fetch(url, delay):
    print("fetching", url)
    await asyncio.sleep(delay)
    return f"<html>{url}</html>"


async def main():
    urls = {"a.example": 3, "b.example": 1, "c.example": 2}
    tasks = {asyncio.create_task(fetch(url, delay)): url for url, delay in urls.items()}
    pending = list(tasks)
    while pending:
        done, rest = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            print(tasks[task], len(task.result()))
        pending = [task for task in pending if task in rest]


asyncio.run(main())
