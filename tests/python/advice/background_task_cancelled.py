import asyncio


async def watch():
    try:
        while True:
            await asyncio.sleep(0.1)
    finally:
        print("watched")


async def main():
    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0.35)
    watcher.cancel()
    try:
        await watcher
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
