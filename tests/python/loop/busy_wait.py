# Waiting by looking at the clock: nothing is scheduled but the next look, and yet time passes.
import asyncio
import time
import types


@types.coroutine
def wait(seconds):
    end = time.time() + seconds
    while time.time() < end:
        yield


async def waits(name, seconds):
    print("waits", name)
    await wait(seconds)
    print("has waited", name)


async def spins(until):
    turns = 0
    while not until.is_set():
        turns += 1
        await asyncio.sleep(0)
    print("spins no more", turns > 1000)


async def main():
    began = time.monotonic()
    await asyncio.gather(waits("long", 4), waits("short", 3))
    print(round(time.monotonic() - began))
    # Timers are due while others spin.
    until = asyncio.Event()
    asyncio.get_running_loop().call_later(2, until.set)
    await asyncio.gather(spins(until), spins(until))
    try:
        async with asyncio.timeout(1.5):
            while True:
                await asyncio.sleep(0)
    except TimeoutError:
        print("timed out")
    print(round(time.monotonic() - began))
    # Without the loop, too.
    end = time.perf_counter() + 2.5
    while time.perf_counter() < end:
        pass
    print(round(time.monotonic() - began))
    # Whoever waits is back on a clock that stands still.
    await asyncio.sleep(1)
    before = time.monotonic()
    for _ in range(100):
        await asyncio.sleep(0)
    print(time.monotonic() == before)


asyncio.run(main())
