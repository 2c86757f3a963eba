"""Left behind in the very last step of main, it never starts."""

import asyncio


async def late():
    print("never")


async def main():
    task = asyncio.create_task(late(), name="late")
    print(f"main returns, done: {task.done()}")


if __name__ == "__main__":
    asyncio.run(main())
