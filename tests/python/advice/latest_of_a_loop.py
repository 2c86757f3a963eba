import asyncio


async def measure(host):
    await asyncio.sleep(0.1 * len(host))
    return len(host)


async def main():
    best = None
    for host in ("abc", "a", "ab"):
        latency = await measure(host)
        if best is None or latency < best[0]:
            best = (latency, host)
    print(best)


asyncio.run(main())
