import asyncio


async def fail(name, takes):
    await asyncio.sleep(takes)
    print(f"{name} fails")
    raise ValueError(f"{name} went wrong")


def report(loop, context):
    error = context["exception"]
    print(f"report: {context['message']}: {type(error).__name__}: {error}")


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    asyncio.create_task(fail("dropped", 1), name="dropped")
    kept = asyncio.create_task(fail("kept", 1), name="kept")
    try:
        await asyncio.gather(*(asyncio.create_task(fail(name, 1), name=name) for name in ["first", "second"]))
    except ValueError as error:
        print(f"caught {type(error).__name__}: {error}")
    await asyncio.sleep(2)
    print("main lets go of the task it kept")
    del kept
    print("main ends")


asyncio.run(main())
