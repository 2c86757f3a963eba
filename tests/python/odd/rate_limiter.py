import asyncio


class RateLimiter:
    """A bucket of tokens that fills with time."""

    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens = rate, capacity, capacity
        self.updated = None

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            if self.updated is not None:
                self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
            self.updated = now
            if self.tokens >= 1:
                self.tokens -= 1
                return
            await asyncio.sleep((1 - self.tokens) / self.rate)

    async def __aexit__(self, *error):
        pass


async def main():
    limiter = RateLimiter(rate=2, capacity=3)
    for n in range(7):
        async with limiter:
            print(n, round(asyncio.get_running_loop().time(), 3))


asyncio.run(main())
