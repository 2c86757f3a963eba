import asyncio


async def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("told", error)
            total = count = 0
            continue
        total += value
        count += 1
        average = total / count


async def main():
    generator = averager()
    print(await generator.asend(None))
    for n in (10, 20, 60):
        print(await generator.asend(n))
    print(await generator.athrow(ValueError("reset")))
    print(await generator.asend(5))
    await generator.aclose()
    try:
        await generator.asend(1)
    except StopAsyncIteration:
        print("closed")


asyncio.run(main())
