import asyncio
import sys


async def quits():
    await asyncio.sleep(1)
    sys.exit(3)


async def main():
    task = asyncio.create_task(quits())
    try:
        await asyncio.sleep(10)
    finally:
        print("main leaves", task.done())


asyncio.run(main())
