"""Each is an InvalidStateError."""

import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    for read in (future.result, future.exception):
        try:
            read()
        except asyncio.InvalidStateError:
            print("too early")
    future.set_result(1)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError:
        print("set already")
    try:
        future.set_exception(ValueError("no"))
    except asyncio.InvalidStateError:
        print("set already")
    print(f"{future.result()} {future.exception()} cancel: {future.cancel()}")


if __name__ == "__main__":
    asyncio.run(main())
