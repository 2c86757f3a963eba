import asyncio


async def connect():
    await asyncio.sleep(1)
    print("connected")


async def download(work, clean):
    print("downloading")
    try:
        await asyncio.sleep(work)
    except asyncio.CancelledError as error:
        print(f"{type(error).__name__}: removing the half-made file")
        await asyncio.sleep(clean)
        print("removed")
        raise
    return "the file"


async def main():
    try:
        async with asyncio.timeout(2):
            await connect()
            print("got", await download(2.5, 0.5))
    except TimeoutError as error:
        print(f"{type(error).__name__}; main itself goes on")
    print("main ends")


asyncio.run(main())
