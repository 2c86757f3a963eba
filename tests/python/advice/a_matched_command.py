import asyncio


async def get(key):
    await asyncio.sleep(0.2)
    return key


async def main():
    for command in (("get", "a"), ("get", "b"), ("quit",)):
        match command:
            case ("get", key):
                print(await get(key))
            case ("quit",):
                print("bye")


asyncio.run(main())
