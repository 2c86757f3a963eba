import asyncio


async def main():
    event = asyncio.Event()
    print("waiting")
    try:
        await event.wait()
    finally:
        print("never")


asyncio.run(main())
