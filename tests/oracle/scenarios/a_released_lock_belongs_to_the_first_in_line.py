"""Who released it and wants it again has to queue."""

import asyncio


async def greedy(lock):
    for n in range(2):
        async with lock:
            print(f"has it {n}")
            await asyncio.sleep(1)


async def patient(lock):
    async with lock:
        print("has it")


async def main():
    lock = asyncio.Lock()
    a = asyncio.create_task(greedy(lock), name="greedy")
    b = asyncio.create_task(patient(lock), name="patient")
    await a
    await b


if __name__ == "__main__":
    asyncio.run(main())
