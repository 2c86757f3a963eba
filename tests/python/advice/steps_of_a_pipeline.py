import asyncio


async def run_step(name):
    print("->", name)
    await asyncio.sleep(0.3)
    return f"{name}: ok"


async def main():
    for step in ("build", "test", "deploy"):
        print(await run_step(step))


asyncio.run(main())
