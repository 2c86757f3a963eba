"""Equal deadlines: the outer one was set first."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner timed out")
                raise
    except TimeoutError:
        print("outer timed out")
    print(f"requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
