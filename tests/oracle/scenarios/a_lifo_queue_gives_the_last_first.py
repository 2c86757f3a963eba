"""A stack."""

import asyncio


async def main():
    queue = asyncio.LifoQueue()
    for item in range(3):
        await queue.put(item)
    for _ in range(3):
        print(f"{await queue.get()}")


if __name__ == "__main__":
    asyncio.run(main())
