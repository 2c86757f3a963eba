import asyncio


async def philosopher(n, forks):
    left, right = forks[n], forks[(n + 1) % len(forks)]
    async with left:
        print(n, "has the left fork")
        await asyncio.sleep(0.1)
        async with right:
            print(n, "eats")


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    await asyncio.gather(*(philosopher(n, forks) for n in range(3)))


asyncio.run(main())
print("never printed")
