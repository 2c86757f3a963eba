"""The inner scope passes the cancellation on."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(3) as inner:
                    await asyncio.sleep(10)
            except asyncio.CancelledError:
                print(f"cancelled, inner expired: {inner.expired()}")
                raise
    except TimeoutError:
        print(f"outer expired: {outer.expired()}")


if __name__ == "__main__":
    asyncio.run(main())
