import asyncio


async def fetch(name):
    await asyncio.sleep(0.2)
    return name


async def main():
    for name in ["x", "y"]:
        print(await fetch(name))


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
finally:
    loop.close()
