import asyncio


async def notify_user(name):
    await asyncio.sleep(0.2)
    print("told", name)


async def load_report(name):
    await asyncio.sleep(0.4)
    return f"report of {name}"


async def main():
    await notify_user("ann")
    report = await load_report("ann")
    print(report)


asyncio.run(main())
