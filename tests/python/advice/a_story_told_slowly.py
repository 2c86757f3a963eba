import asyncio

LINES = ["Once upon a time,", "there was an event loop.", "The end."]


async def type_out(line):
    for word in line.split():
        print(word)
        await asyncio.sleep(0.1)
    print()


async def main():
    for line in LINES:
        await type_out(line)


asyncio.run(main())
