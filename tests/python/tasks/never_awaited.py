import asyncio


async def forgotten():
    print("never printed")


async def main():
    forgotten()
    await asyncio.sleep(0)
    x = forgotten()
    del x
    print("main")


asyncio.run(main())
forgotten()
print("end")
