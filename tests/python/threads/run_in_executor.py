import asyncio
import concurrent.futures
import time


def blocking(n):
    time.sleep(n)
    return n * n


async def ticker():
    for n in range(4):
        await asyncio.sleep(0.7)
        print("tick", n)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(ticker())
    print(await loop.run_in_executor(None, blocking, 1))
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, blocking, n / 4) for n in (1, 2, 3))))
    await task


asyncio.run(main())
