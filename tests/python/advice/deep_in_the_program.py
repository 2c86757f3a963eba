import asyncio


async def load_image(name):
    await asyncio.sleep(0.2)
    return name.upper()


async def load_gallery(title):
    print("loading", title)
    images = []
    for name in ("cat", "dog", "owl"):
        image = await load_image(name)
        images.append(image)
    return title, images


async def show():
    title, images = await load_gallery("animals")
    print(title, images)


async def main():
    await show()


asyncio.run(main())
