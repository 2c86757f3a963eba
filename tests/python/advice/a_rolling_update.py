import asyncio


async def upgrade(host):
    await asyncio.sleep(0.5)
    return f"{host} upgraded"


async def healthy(host):
    await asyncio.sleep(0.1)
    return host != "c"


async def main():
    for host in ("a", "b", "c", "d"):
        print(await upgrade(host))
        if not await healthy(host):
            print("stopped at", host)
            break


asyncio.run(main())
