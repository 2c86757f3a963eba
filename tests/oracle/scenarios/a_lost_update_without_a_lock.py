"""Read, await, write: one of the two increments is lost."""

import asyncio


async def increment(box):
    value = box["value"]
    await asyncio.sleep(0)
    box["value"] = value + 1
    print(f"wrote {box['value']}")


async def main():
    box = {"value": 0}
    a = asyncio.create_task(increment(box), name="A")
    b = asyncio.create_task(increment(box), name="B")
    await a
    await b
    print(f"value {box['value']}")


if __name__ == "__main__":
    asyncio.run(main())
