"""What CPython's asyncio takes for the operations of `native.rs`: JSON, nanoseconds an operation."""

import asyncio
import json
import sys
import time

OPERATIONS = int(sys.argv[1])
ROUNDS = 5


async def turns():
    for _ in range(OPERATIONS):
        await asyncio.sleep(0)


async def spawns():
    async def body(i):
        return i

    for i in range(OPERATIONS):
        await asyncio.create_task(body(i))


async def futures():
    slot = []

    async def settle():
        for i in range(OPERATIONS):
            if slot:
                slot.pop().set_result(i)
            await asyncio.sleep(0)

    loop = asyncio.get_running_loop()
    task = asyncio.create_task(settle())
    for _ in range(OPERATIONS // 2):
        future = loop.create_future()
        slot.append(future)
        await future
    task.cancel()


async def queue():
    queue = asyncio.Queue(1)

    async def produce():
        for i in range(OPERATIONS):
            await queue.put(i)

    producer = asyncio.create_task(produce())
    for _ in range(OPERATIONS):
        await queue.get()
    await producer


def least(program):
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter_ns()
        asyncio.run(program())
        best = min(best, time.perf_counter_ns() - began)
    return best / OPERATIONS


NAMES = {
    "sleep(0) turn": turns,
    "task spawn": spawns,
    "future hand-off": futures,
    "queue hand-off": queue,
}
print(json.dumps({name: least(program) for name, program in NAMES.items()}))
