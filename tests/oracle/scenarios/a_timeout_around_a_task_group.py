"""The children are cancelled when the time is up."""

import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(child(), name="child")
    except TimeoutError:
        print("timed out")
    print(f"requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
