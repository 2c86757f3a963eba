import asyncio


def told(error):
    return f"{type(error).__name__}: {error}"


async def setter(future):
    await asyncio.sleep(2)
    print("setting the result")
    future.set_result("the answer")
    try:
        future.set_result("another answer")
    except asyncio.InvalidStateError as error:
        print(f"second set_result: {told(error)}")


async def main():
    future = asyncio.get_running_loop().create_future()
    print("done:", str(future.done()).lower())
    try:
        future.result()
    except asyncio.InvalidStateError as error:
        print(f"result: {told(error)}")
    future.add_done_callback(lambda _: print("first callback"))
    future.add_done_callback(lambda _: print("second callback"))
    setting = asyncio.create_task(setter(future), name="setter")
    answer = await future
    print(f"got {answer}; done:", str(future.done()).lower())
    await setting


asyncio.run(main())
