import asyncio


async def enrich(record):
    await asyncio.sleep(0.2)
    record["size"] = len(record["name"])


async def main():
    records = [{"name": "a"}, {"name": "bb"}]
    for record in records:
        await enrich(record)
    print(records)


asyncio.run(main())
