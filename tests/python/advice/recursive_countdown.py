import asyncio


async def count_down(n):
    if n == 0:
        return print("go")
    print(n)
    await asyncio.sleep(0.2)
    await count_down(n - 1)


async def main():
    await count_down(3)


asyncio.run(main())
