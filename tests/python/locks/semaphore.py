import asyncio

running = most = 0


async def download(n, limit):
    global running, most
    async with limit:
        running += 1
        most = max(most, running)
        await asyncio.sleep(1 + n % 3)
        running -= 1
        print("downloaded", n)


async def main():
    limit = asyncio.Semaphore(3)
    await asyncio.gather(*(download(n, limit) for n in range(8)))
    print("at most", most, "at once;", limit.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    for make in (bounded.release, lambda: asyncio.Semaphore(-1)):
        try:
            make()
        except ValueError as error:
            print(error)


asyncio.run(main())
