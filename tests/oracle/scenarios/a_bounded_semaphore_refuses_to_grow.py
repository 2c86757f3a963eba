"""Released once too often it is a ValueError."""

import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(1)
    await semaphore.acquire()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(f"ValueError: {error}")
    plain = asyncio.Semaphore(0)
    plain.release()
    print(f"locked: {plain.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
