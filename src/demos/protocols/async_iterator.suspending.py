import asyncio


class Counter:
    def __init__(self, start, to):
        self.current = start
        self.to = to

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.current >= self.to:
            raise StopAsyncIteration
        await asyncio.sleep(1)
        self.current += 1
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
        asyncio.create_task(reader(Counter(1, 5)), name="reader"),
        asyncio.create_task(other(), name="other"),
    )


asyncio.run(main())
