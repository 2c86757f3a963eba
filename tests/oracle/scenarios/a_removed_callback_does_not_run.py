"""remove_done_callback says how many it took out."""

import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()

    def removed(future):
        print("never")

    future.add_done_callback(lambda future: print("one"))
    future.add_done_callback(removed)
    future.add_done_callback(lambda future: print("three"))
    print(f"removed {future.remove_done_callback(removed)}")
    print(f"removed {future.remove_done_callback(removed)}")
    future.set_result(None)
    await asyncio.sleep(0)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
