"""Waiting or notifying without it is a RuntimeError."""

import asyncio


async def main():
    condition = asyncio.Condition()
    try:
        condition.notify(1)
    except RuntimeError as error:
        print(f"RuntimeError: {error}")
    try:
        await condition.wait()
    except RuntimeError as error:
        print(f"RuntimeError: {error}")


if __name__ == "__main__":
    asyncio.run(main())
