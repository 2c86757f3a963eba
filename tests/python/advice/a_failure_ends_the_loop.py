import asyncio


async def check(part):
    await asyncio.sleep(0.3)
    if part == "brakes":
        raise ValueError(f"{part} are worn")
    return f"{part} are fine"


async def main():
    for part in ("tyres", "lights", "brakes", "horn"):
        print(await check(part))


try:
    asyncio.run(main())
except ValueError as error:
    print("stopped:", error)
