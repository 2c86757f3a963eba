"""result and exception both raise; setting it is an error."""

import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    future.cancel("not needed")
    try:
        future.result()
    except asyncio.CancelledError as error:
        print(f"result: {error}")
    try:
        future.exception()
    except asyncio.CancelledError:
        print("exception")
    try:
        future.set_result(1)
    except asyncio.InvalidStateError:
        print("set already")
    print(f"{future.done()} {future.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
