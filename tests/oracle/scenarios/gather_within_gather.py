"""A gather is a future, so it can be gathered."""

import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} ends")
    return name


async def main():
    tasks = [asyncio.create_task(work(name, seconds), name=name) for name, seconds in (("a", 3), ("b", 1), ("c", 2))]
    inner = asyncio.gather(tasks[0], tasks[1])
    outer = asyncio.gather(inner, asyncio.gather(tasks[2]))
    for part in await outer:
        print(" ".join(part))


if __name__ == "__main__":
    asyncio.run(main())
