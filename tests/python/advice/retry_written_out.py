import asyncio


async def load(source):
    await asyncio.sleep(0.4)
    if source == "primary":
        raise OSError(source)
    return source


async def main():
    try:
        data = await load("primary")
    except OSError as error:
        print("falling back from", error)
        data = await load("secondary")
    print(data)


asyncio.run(main())
