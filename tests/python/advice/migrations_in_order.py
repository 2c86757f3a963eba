import asyncio


async def migrate(name):
    await asyncio.sleep(0.3)
    print("applied", name)


async def main():
    for name in ("001_users", "002_orders", "003_index"):
        await migrate(name)
    await migrate("004_cleanup")
    await migrate("005_more")


asyncio.run(main())
