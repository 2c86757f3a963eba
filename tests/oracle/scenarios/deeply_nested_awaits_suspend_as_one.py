"""A chain of five awaits takes one step a suspension."""

import asyncio


async def level(depth):
    if depth == 0:
        await asyncio.sleep(1)
        print("bottom")
        return 0
    return await level(depth - 1) + 1


async def main():
    print(f"depth {await level(5)}")


if __name__ == "__main__":
    asyncio.run(main())
