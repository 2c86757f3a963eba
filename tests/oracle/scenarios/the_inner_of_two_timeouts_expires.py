"""Only its own scope sees TimeoutError."""

import asyncio


async def main():
    async with asyncio.timeout(3) as outer:
        try:
            async with asyncio.timeout(1) as inner:
                await asyncio.sleep(10)
        except TimeoutError:
            print(f"inner expired: {inner.expired()}")
        await asyncio.sleep(1)
        print("outer goes on")
    print(f"outer expired: {outer.expired()}")


if __name__ == "__main__":
    asyncio.run(main())
