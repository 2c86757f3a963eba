"""What is not ready in time comes as TimeoutError, and is not cancelled."""

import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    tasks = [asyncio.create_task(work(name, seconds), name=name) for name, seconds in (("a", 4), ("b", 1), ("c", 3))]
    for ready in asyncio.as_completed(tasks, timeout=2):
        try:
            print(await ready)
        except TimeoutError:
            print("too late")
    print(f"{await tasks[2]} {await tasks[0]}")


if __name__ == "__main__":
    asyncio.run(main())
