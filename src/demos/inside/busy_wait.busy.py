import asyncio


async def busy(name, seconds):
    loop = asyncio.get_running_loop()
    deadline, looks = loop.time() + seconds, 1
    while loop.time() < deadline:
        await asyncio.sleep(0)
        looks += 1
    print(f"{name} has waited and looked at the clock {looks} times")


async def main():
    loop = asyncio.get_running_loop()
    loop.turn_cost = 1000
    await asyncio.gather(*(asyncio.create_task(busy(name, s), name=name) for name, s in [("long", 4), ("short", 3)]))
    print(f"turns of the loop: {loop.turn}")


asyncio.run(main())
