import asyncio


async def translate(word):
    await asyncio.sleep(0.2)
    return {"un": "one", "deux": "two"}[word]


async def main():
    print(await translate("un"))
    print(await translate("deux"))


asyncio.run(main())
