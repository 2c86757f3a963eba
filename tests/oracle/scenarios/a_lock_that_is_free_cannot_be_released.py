"""It is a RuntimeError."""

import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(f"RuntimeError: {error}")


if __name__ == "__main__":
    asyncio.run(main())
