import asyncio


async def with_clean_up():
    print("working")
    try:
        await asyncio.sleep(3)
    finally:
        print("cleaning up")
    print("worked")


async def main():
    task = asyncio.create_task(with_clean_up(), name="worker")
    await asyncio.sleep(1)
    print("cancel:", str(task.cancel()).lower())
    print("cancelled:", str(task.cancelled()).lower())
    try:
        await task
        print("the worker had finished")
    except asyncio.CancelledError:
        print("the worker was cancelled")
    print("cancelled:", str(task.cancelled()).lower())


asyncio.run(main())
