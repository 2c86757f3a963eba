import asyncio


async def fail(future):
    await asyncio.sleep(2)
    print("setting the exception")
    future.set_exception(ValueError("something went wrong"))
    print("set")


async def main():
    future = asyncio.get_running_loop().create_future()
    setting = asyncio.create_task(fail(future), name="setter")
    try:
        print("got", await future)
    except ValueError as error:
        print(f"caught {type(error).__name__}: {error}")
    await setting


asyncio.run(main())
