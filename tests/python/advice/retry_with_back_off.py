import asyncio


class Flaky:
    def __init__(self, failures):
        self.left = failures

    async def request(self):
        await asyncio.sleep(0.2)
        if self.left > 0:
            self.left -= 1
            raise ConnectionError("no answer")
        return "ok"


async def fetch_with_retry(service, retries=5):
    delay = 0.1
    for attempt in range(1, retries + 1):
        try:
            result = await service.request()
            print(f"attempt {attempt}: {result}")
            return result
        except ConnectionError as error:
            print(f"attempt {attempt}: {error}")
            await asyncio.sleep(delay)
            delay *= 2
    raise RuntimeError("gave up")


async def main():
    print(await fetch_with_retry(Flaky(3)))


asyncio.run(main())
