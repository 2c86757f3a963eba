import asyncio


async def call_api(number):
    await asyncio.sleep(0.1)
    return f"answer {number}"


async def main():
    for number in range(4):
        print(await call_api(number))
        # No more than one request a second.
        await asyncio.sleep(0.9)


asyncio.run(main())
