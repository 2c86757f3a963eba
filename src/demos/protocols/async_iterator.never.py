import asyncio


class Ready:
    def __init__(self, items):
        self.current = 0
        self.items = items

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.current += 1
        if self.current > self.items:
            raise StopAsyncIteration
        return self.current


async def reader(numbers):
    async for number in numbers:
        print(number)
    print("the reader is done")


async def other():
    for step in range(1, 4):
        print(f"other: step {step}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(
        asyncio.create_task(reader(Ready(3)), name="reader"),
        asyncio.create_task(other(), name="other"),
    )


asyncio.run(main())
