"""Outside a task's step current_task is None."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def callback():
        print(f"in a task: {asyncio.current_task() is not None}")

    loop.call_soon(callback)
    print(f"in a task: {asyncio.current_task() is not None}")
    await asyncio.sleep(0)


if __name__ == "__main__":
    asyncio.run(main())
