import asyncio


async def download(mirror):
    await asyncio.sleep(0.3)
    return mirror.endswith("3")


async def first_that_works(mirrors):
    for mirror in mirrors:
        if await download(mirror):
            return mirror
    return None


async def main():
    print(await first_that_works(["mirror1", "mirror2", "mirror3"]))


asyncio.run(main())
