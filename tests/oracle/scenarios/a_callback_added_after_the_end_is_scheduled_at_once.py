"""It runs in the next turn, not within add_done_callback."""

import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result("value")
    future.add_done_callback(lambda future: print(f"late callback: {future.result()}"))
    print("added")
    await asyncio.sleep(0)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
