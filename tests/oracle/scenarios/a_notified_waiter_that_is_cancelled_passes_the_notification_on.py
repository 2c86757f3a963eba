"""Another waiter is woken in its place."""

import asyncio


async def waiter(condition):
    async with condition:
        await condition.wait()
        print("woken")


async def main():
    condition = asyncio.Condition()
    a = asyncio.create_task(waiter(condition), name="A")
    b = asyncio.create_task(waiter(condition), name="B")
    await asyncio.sleep(1)
    async with condition:
        condition.notify(1)
        a.cancel()
    await asyncio.wait([a, b])
    print(f"{a.cancelled()} {b.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
