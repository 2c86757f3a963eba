import asyncio


async def sh(command):
    print("$", command)
    await asyncio.sleep(0.4)
    print(f"{command} has ended")


async def build():
    await sh("make")


async def test():
    await sh("make test")


async def main():
    await build()
    await test()


asyncio.run(main())
