import asyncio


async def save(what):
    await asyncio.sleep(0.1)
    print("saved", what)


async def main():
    print("saving")
    save("draft")
    await asyncio.sleep(0.2)
    print("done")


asyncio.run(main())
