import asyncio


def handler(loop, context):
    print("handled:", context["message"], "|", context.get("exception"))
    print(sorted(context))


async def fails():
    raise OSError("disk")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "mine", "number": 7})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "by default", "number": 7})
    try:
        loop.set_exception_handler("no")
    except TypeError as error:
        print(error)


asyncio.run(main())
