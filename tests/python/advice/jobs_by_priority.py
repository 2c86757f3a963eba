import asyncio
import heapq


async def handle(job):
    await asyncio.sleep(0.1)
    print("handled", job)


async def main():
    heap = []
    for job in ((3, "sweep"), (1, "cook"), (2, "eat")):
        heapq.heappush(heap, job)
    while heap:
        await handle(heapq.heappop(heap))


asyncio.run(main())
