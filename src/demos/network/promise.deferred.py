import asyncio


async def answer():
    print("computing")
    await asyncio.sleep(1)
    return 42


async def main():
    future = answer()
    await asyncio.sleep(0.5)
    print("get")
    print(f"std::async gives {await future}")


asyncio.run(main())
