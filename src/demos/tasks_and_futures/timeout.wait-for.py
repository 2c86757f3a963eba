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
    await connect()
    task = asyncio.create_task(download(2.5, 0.5), name="download")
    try:
        print("got", await asyncio.wait_for(task, 2))
    except TimeoutError as error:
        print(f"{type(error).__name__}; the download is cancelled:", str(task.cancelled()).lower())
    print("main ends")


asyncio.run(main())
