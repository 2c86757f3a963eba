import asyncio


async def forgotten(n):
    return n


kept = forgotten(1)
print(kept.__qualname__, kept.cr_frame is not None)


async def main():
    print("main")


asyncio.run(main())
