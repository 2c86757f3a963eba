import asyncio


async def main():
    try:
        await asyncio.sleep(1)
        raise KeyboardInterrupt
    finally:
        print("clean-up")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
