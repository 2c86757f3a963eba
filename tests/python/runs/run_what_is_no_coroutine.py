import asyncio


async def main():
    pass


for what in (main, 42, None, "main()"):
    try:
        asyncio.run(what)
    except Exception as error:
        print(type(error).__name__)
