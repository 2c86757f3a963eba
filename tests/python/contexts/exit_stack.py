import asyncio
import contextlib


@contextlib.asynccontextmanager
async def room(name):
    print("enter", name)
    yield name
    print("leave", name)


async def goodbye(name):
    print("goodbye", name)


async def main():
    async with contextlib.AsyncExitStack() as stack:
        rooms = [await stack.enter_async_context(room(n)) for n in "abc"]
        stack.push_async_callback(goodbye, "everybody")
        stack.callback(print, "plain callback")
        print(rooms)
        kept = stack.pop_all()
    print("nothing was left")
    await kept.aclose()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(ZeroDivisionError))
        1 / 0
    print("suppressed")


asyncio.run(main())
