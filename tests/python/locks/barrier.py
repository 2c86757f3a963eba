import asyncio


async def part(barrier, n):
    await asyncio.sleep(n)
    print("arrives", n, barrier.n_waiting)
    position = await barrier.wait()
    print("passes", n, position)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(part(barrier, n) for n in range(3)))
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    task = asyncio.create_task(part(barrier, 1))
    await asyncio.sleep(2)
    await barrier.abort()
    try:
        await task
    except asyncio.BrokenBarrierError as error:
        print("broken", barrier.broken, error)
    await barrier.reset()
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(part(barrier, n))


asyncio.run(main())
