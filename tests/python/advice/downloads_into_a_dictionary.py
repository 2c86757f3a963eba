import asyncio

results = {}


async def download(name):
    print("start", name)
    await asyncio.sleep(0.5)
    results[name] = f"{name}: 1 MB"
    print("done", name)


async def main():
    for name in ["a.zip", "b.zip", "c.zip"]:
        await download(name)
    for name in sorted(results):
        print(results[name])


asyncio.run(main())
