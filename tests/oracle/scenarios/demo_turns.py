"""sleep(0) gives the others a turn: A1 B1 C1 A2 B2 C2."""

import asyncio


async def speaker(name):
    for turn in range(1, 3):
        print(f"{name}{turn}")
        await asyncio.sleep(0)


async def main():
    tasks = [asyncio.create_task(speaker(name), name=name) for name in "ABC"]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
