import asyncio


async def from_cache(key):
    await asyncio.sleep(0.1)
    return None


async def from_disk(key):
    await asyncio.sleep(0.3)
    return f"{key} from disk"


async def main():
    value = await from_cache("a") or await from_disk("a")
    print(value)
    other = await from_cache("b") if value is None else await from_disk("b")
    print(other)


asyncio.run(main())
