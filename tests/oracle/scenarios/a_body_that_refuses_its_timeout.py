"""Nothing is raised, though the time was up."""

import asyncio


async def main():
    async with asyncio.timeout(1) as scope:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("refused")
        await asyncio.sleep(1)
        print("went on")
    print(f"expired: {scope.expired()}, requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
