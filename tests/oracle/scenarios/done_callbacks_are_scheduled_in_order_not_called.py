"""They run in the next turn, in the order in which they were added."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for n in range(3):
        future.add_done_callback(lambda future, n=n: print(f"callback {n}: {future.result()}"))
    loop.call_soon(print, "scheduled before")
    future.set_result("value")
    loop.call_soon(print, "scheduled after")
    print("set")
    await asyncio.sleep(0)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
