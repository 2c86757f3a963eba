import asyncio
import sys


async def main():
    await asyncio.sleep(1)
    print("leaving")
    sys.exit("with a message")


asyncio.run(main())
