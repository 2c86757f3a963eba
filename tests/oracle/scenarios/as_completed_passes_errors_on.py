"""Each error comes out where it is awaited."""

import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    if name == "b":
        raise ValueError("b failed")
    return name


async def main():
    tasks = [asyncio.create_task(work(name, seconds), name=name) for name, seconds in (("a", 2), ("b", 1))]
    for ready in asyncio.as_completed(tasks):
        try:
            print(await ready)
        except ValueError as error:
            print(f"caught {error}")


if __name__ == "__main__":
    asyncio.run(main())
