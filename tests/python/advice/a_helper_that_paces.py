import asyncio


async def pause(seconds):
    await asyncio.sleep(seconds)


async def blink(led):
    print(led, "on")
    await pause(0.5)
    print(led, "off")
    await pause(0.5)


async def main():
    for led in ("red", "green"):
        await blink(led)
    await pause(1)
    await pause(2)


asyncio.run(main())
