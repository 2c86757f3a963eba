"""Alice's errands, each finished before the next begins."""

import asyncio


async def medicine():
    print("prescription handed in")
    await asyncio.sleep(3)
    print("medicine collected")


async def pizza():
    print("pizza ordered")
    await asyncio.sleep(2)
    print("pizza collected")


async def groceries():
    print("shopping")
    await asyncio.sleep(1)
    print("groceries bought")


async def main():
    await medicine()
    await pizza()
    await groceries()
    print("home")


if __name__ == "__main__":
    asyncio.run(main())
