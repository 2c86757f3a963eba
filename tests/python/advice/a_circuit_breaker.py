import asyncio


class Breaker:
    def __init__(self):
        self.failures = 0

    async def call(self, name):
        if self.failures >= 2:
            return "open"
        await asyncio.sleep(0.2)
        if name.startswith("bad"):
            self.failures += 1
            return "failed"
        return "ok"


async def main():
    breaker = Breaker()
    for name in ("good", "bad1", "bad2", "good"):
        print(name, await breaker.call(name))


asyncio.run(main())
