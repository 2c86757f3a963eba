import asyncio


async def wants(name, semaphore):
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(1)
    print(name, "out")


async def main():
    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(wants(name, semaphore)) for name in "abcd"]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    await asyncio.sleep(1)
    late = asyncio.create_task(wants("late", semaphore))
    await asyncio.gather(*tasks, late, return_exceptions=True)
    print(semaphore._value)


asyncio.run(main())
