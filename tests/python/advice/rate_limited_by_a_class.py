import asyncio


class RateLimiter:
    def __init__(self, interval):
        self.interval = interval
        self.last = None

    async def slot(self):
        now = asyncio.get_running_loop().time()
        if self.last is not None and now - self.last < self.interval:
            await asyncio.sleep(self.interval - (now - self.last))
        self.last = asyncio.get_running_loop().time()


async def fetch(limiter, number):
    await limiter.slot()
    await asyncio.sleep(0.1)
    return number


async def main():
    limiter = RateLimiter(0.5)
    for number in range(4):
        print(await fetch(limiter, number))


asyncio.run(main())
