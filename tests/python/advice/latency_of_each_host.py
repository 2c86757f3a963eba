import asyncio


async def ping(host):
    await asyncio.sleep(0.1 * len(host))
    return True


async def main():
    loop = asyncio.get_running_loop()
    for host in ("abc", "a", "ab"):
        began = loop.time()
        alive = await ping(host)
        print(host, alive, f"{loop.time() - began:.1f}")


asyncio.run(main())
