"""An error before the deadline comes as it is."""

import asyncio


async def work():
    await asyncio.sleep(1)
    raise ValueError("failed")


async def main():
    try:
        await asyncio.wait_for(work(), 2)
    except ValueError as error:
        print(f"caught {error}")


if __name__ == "__main__":
    asyncio.run(main())
