"""The first error is raised, the second is not."""

import asyncio


async def fails(text):
    await asyncio.sleep(1)
    raise ValueError(text)


async def main():
    a = asyncio.create_task(fails("a failed"), name="a")
    b = asyncio.create_task(fails("b failed"), name="b")
    try:
        await asyncio.gather(b, a)
    except ValueError as error:
        print(f"caught {error}")
    print(f"{a.exception()}, {b.exception()}")


if __name__ == "__main__":
    asyncio.run(main())
