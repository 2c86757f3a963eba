import asyncio


async def parse(line):
    await asyncio.sleep(0.2)
    return int(line)


async def main():
    numbers = []
    for line in ("1", "two", "3"):
        try:
            numbers.append(await parse(line))
        except ValueError as error:
            print("skipped:", error)
    print(numbers)


asyncio.run(main())
