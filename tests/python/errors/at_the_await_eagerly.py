# A task that starts eagerly runs its first step when it is made; the error comes at its second.
import asyncio


class Yields:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        yield self.what


async def wrong(what):
    print("begins with", what)
    try:
        await Yields(what)
    except RuntimeError as error:
        print(error)
        await asyncio.sleep(0.1)
        return f"recovered from {what}"


async def itself():
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print(str(error)[:27])
    return "went on"


async def plain(coroutine):
    # A coroutine that is driven by hand meanwhile.
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print("by hand", stop.value)
    await asyncio.sleep(0)


async def nothing():
    return 7


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    first, second = asyncio.create_task(wrong(1)), asyncio.create_task(wrong("two"))
    print("made")
    third, fourth = asyncio.create_task(itself()), asyncio.create_task(plain(nothing()))
    print(await first, "/", await second, "/", await third, await fourth)


asyncio.run(main())
