import asyncio


async def get_batch(offset):
    await asyncio.sleep(0.2)
    return [offset, offset + 1, offset + 2]


async def main():
    offset = 0
    for _ in range(3):
        batch = await get_batch(offset)
        offset += len(batch)
        print(batch)


asyncio.run(main())
