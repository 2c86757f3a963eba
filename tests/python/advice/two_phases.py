import asyncio


async def stop_service(name):
    await asyncio.sleep(0.2)
    print("stopped", name)


async def start_service(name):
    await asyncio.sleep(0.2)
    print("started", name)


async def main():
    for name in ("web", "db"):
        await stop_service(name)
    for name in ("db", "web"):
        await start_service(name)


asyncio.run(main())
