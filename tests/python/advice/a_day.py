import asyncio


async def activity(name, hours):
    print(f"{name}...")
    await asyncio.sleep(hours)
    print(f"{name}: done")


async def main():
    await activity("breakfast", 0.5)
    await activity("work", 8)
    await activity("sleep", 8)


asyncio.run(main())
