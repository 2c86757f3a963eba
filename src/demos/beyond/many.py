import asyncio

TASKS = 1000
ROUNDS = 3
SEED = 1
# The tasks of a group.
GROUP = 100


class Random:
    """A small generator of repeatable random numbers from 0 to 1 (xorshift)."""

    def __init__(self, state):
        self.state = state

    def next(self):
        for left, shift in ((True, 13), (False, 7), (True, 17)):
            shifted = self.state << shift if left else self.state >> shift
            self.state = (self.state ^ shifted) % 2**64
        return self.state % 1000 / 1000


async def worker(number):
    random = Random(SEED * 1_000_003 + number + 1)
    for _ in range(ROUNDS):
        await asyncio.sleep(0.1 + random.next())
    # One in fifty has bad luck.
    if random.next() < 0.02:
        raise ValueError("bad luck")
    return number


async def group(first, count):
    workers = [asyncio.create_task(worker(n), name=f"worker {n}") for n in range(first, first + count)]
    # Half a second is enough to have started; the last one is not needed any more.
    await asyncio.sleep(0.5)
    workers[-1].cancel()
    # An error or a cancellation is one result among the others.
    results = await asyncio.gather(*workers, return_exceptions=True)
    return sum(isinstance(result, int) for result in results)


async def main():
    groups = [
        asyncio.create_task(group(first, min(GROUP, TASKS - first)), name=f"group {first // GROUP + 1}")
        for first in range(0, TASKS, GROUP)
    ]
    done = 0
    for one in groups:
        done += await one
    print(f"{done} of {TASKS} are done")


asyncio.run(main())
