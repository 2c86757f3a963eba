import asyncio


async def load_config():
    await asyncio.sleep(0.2)
    return {"url": "db://local"}


async def load_schema(config):
    await asyncio.sleep(0.2)
    return config["url"] + "/schema"


async def load_names():
    await asyncio.sleep(0.2)
    return ["ann"]


async def main():
    config = await load_config()
    schema = await load_schema(config)
    names = await load_names()
    print(schema, names)


asyncio.run(main())
