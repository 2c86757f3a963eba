import asyncio


class Cat:
    async def sleep(self, hours):
        await asyncio.sleep(hours)
        return f"slept {hours} hours"


async def main():
    cat = Cat()
    print(await cat.sleep(1))
    print(await cat.sleep(2))


asyncio.run(main())
