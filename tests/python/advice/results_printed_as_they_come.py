import asyncio


async def lookup(word):
    await asyncio.sleep(0.3)
    return word[::-1]


async def main():
    for index, word in enumerate(["one", "two", "three"], start=1):
        print(f"looking up {word}")
        meaning = await lookup(word)
        print(f"{index}. {word}: {meaning}")


asyncio.run(main())
