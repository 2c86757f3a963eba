"""No task is made for it."""

import asyncio


async def work():
    print(asyncio.current_task().get_name())
    await asyncio.sleep(3)
    print("never")


async def main():
    try:
        await asyncio.wait_for(work(), 2)
    except TimeoutError:
        print("too late")
    print(f"requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
