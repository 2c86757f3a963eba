"""The scope cancels its body and turns that into TimeoutError."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(1) as scope:
            print("inside")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("cancelled inside")
                raise
    except TimeoutError:
        print(f"expired: {scope.expired()}")
    print(f"requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
