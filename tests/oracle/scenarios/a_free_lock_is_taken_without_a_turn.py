"""So that a loop over it starves the others."""

import asyncio


async def worker(lock):
    for n in range(2):
        async with lock:
            print(f"{n}")


async def main():
    lock = asyncio.Lock()
    a = asyncio.create_task(worker(lock), name="A")
    b = asyncio.create_task(worker(lock), name="B")
    await a
    await b


if __name__ == "__main__":
    asyncio.run(main())
