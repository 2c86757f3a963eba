import asyncio


async def stubborn():
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError as error:
        print(f"no thanks: {type(error).__name__}")
        await asyncio.sleep(3)
    return "finished all the same"


async def main():
    task = asyncio.create_task(stubborn(), name="stubborn")
    try:
        print("wait_for:", await asyncio.wait_for(task, 1))
    except TimeoutError as error:
        print("wait_for:", error)


asyncio.run(main())
