import asyncio


async def main():
    x = 3
    assert x == 3
    assert x > 5, f"{x} is too small"


asyncio.run(main())
