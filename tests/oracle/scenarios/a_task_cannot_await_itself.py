"""It gets a RuntimeError in its next step."""

import asyncio


async def narcissus(box):
    try:
        await box[0]
    except RuntimeError as error:
        print(type(error).__name__)
    return "over it"


async def main():
    box = []
    box.append(asyncio.create_task(narcissus(box), name="narcissus"))
    print(await box[0])


if __name__ == "__main__":
    asyncio.run(main())
