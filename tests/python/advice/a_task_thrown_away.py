import asyncio


async def refresh():
    await asyncio.sleep(0.2)
    print("refreshed")


async def main():
    asyncio.create_task(refresh())
    await asyncio.sleep(0.5)
    print("done")


asyncio.run(main())
