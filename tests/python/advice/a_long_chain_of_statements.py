import asyncio


async def get_setting(name):
    await asyncio.sleep(0.1)
    return name.title()


async def main():
    theme = await get_setting("theme")
    settings = {"theme": theme}
    settings["language"] = await get_setting("language")
    settings["zone"] = await get_setting("zone")
    print(settings)


asyncio.run(main())
