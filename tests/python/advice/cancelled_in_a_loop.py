import asyncio


async def fetch(number):
    await asyncio.sleep(0.4)
    return number


async def fetch_all(numbers):
    found = []
    for number in numbers:
        found.append(await fetch(number))
    return found


async def main():
    task = asyncio.create_task(fetch_all(range(10)))
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
