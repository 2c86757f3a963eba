import asyncio


async def philosopher(n, forks, meals):
    left, right = forks[n], forks[(n + 1) % len(forks)]
    if n == len(forks) - 1:
        left, right = right, left
    for _ in range(2):
        async with left:
            await asyncio.sleep(0.1)
            async with right:
                print(n, "eats")
                await asyncio.sleep(1)
                meals[n] += 1
        await asyncio.sleep(0.5)


async def main():
    forks, meals = [asyncio.Lock() for _ in range(5)], [0] * 5
    await asyncio.gather(*(philosopher(n, forks, meals) for n in range(5)))
    print(meals)


asyncio.run(main())
