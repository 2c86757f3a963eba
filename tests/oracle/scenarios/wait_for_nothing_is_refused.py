"""An empty set is a ValueError; done tasks need no turn."""

import asyncio


async def work():
    return 1


async def main():
    try:
        await asyncio.wait([])
    except ValueError:
        print("refused")
    task = asyncio.create_task(work(), name="work")
    await task
    done, pending = await asyncio.wait([task])
    print(f"done {len(done)}, pending {len(pending)}")


if __name__ == "__main__":
    asyncio.run(main())
