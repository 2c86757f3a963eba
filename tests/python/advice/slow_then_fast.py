import asyncio


async def load(name, seconds):
    print("loading", name)
    await asyncio.sleep(seconds)
    print("loaded", name)
    return name


async def main():
    pictures = []
    for name, seconds in {"big": 2, "small": 0.5}.items():
        pictures.append(await load(name, seconds))
    print(pictures)


asyncio.run(main())
