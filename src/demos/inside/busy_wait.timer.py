import asyncio


async def timer(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} has waited")


async def main():
    loop = asyncio.get_running_loop()
    loop.turn_cost = 1000
    await asyncio.gather(*(asyncio.create_task(timer(name, s), name=name) for name, s in [("long", 4), ("short", 3)]))
    print(f"turns of the loop: {loop.turn}")


asyncio.run(main())
