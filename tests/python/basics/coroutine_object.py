import asyncio
import inspect


async def nested():
    return 42


async def main():
    coroutine = nested()
    print(type(coroutine).__name__, inspect.iscoroutine(coroutine), inspect.isawaitable(coroutine))
    print(inspect.iscoroutinefunction(nested), asyncio.iscoroutinefunction(main) if False else "skipped")
    print(inspect.getcoroutinestate(coroutine))
    print(await coroutine)
    print(inspect.getcoroutinestate(coroutine))
    try:
        await coroutine
    except RuntimeError as error:
        print(error)


asyncio.run(main())
