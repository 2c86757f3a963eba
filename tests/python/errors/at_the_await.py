# What a task cannot wait for is an error at the `await`: it can be caught there, and the coroutine goes on.
import asyncio
import traceback
import types


class Yields:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        got = yield self.what
        return got


@types.coroutine
def yields(what):
    return (yield what)


async def of_another_loop():
    other = asyncio.new_event_loop()
    future = other.create_future()
    try:
        await future
    except RuntimeError as error:
        print(str(error)[-30:])
        print([frame.line for frame in traceback.extract_tb(error.__traceback__)][-1])
    other.close()


async def itself():
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print(str(error)[:28])
        print([frame.line for frame in traceback.extract_tb(error.__traceback__)][-1])


async def nonsense(what):
    try:
        await Yields(what)
    except RuntimeError as error:
        print(str(error).split(" object at ")[0].split("<Task")[0])
    try:
        await yields(what)
    except RuntimeError as error:
        print(str(error).split(" object at ")[0].split("<Task")[0])
    await asyncio.sleep(0.1)
    print("goes on")


async def yield_for_yield_from():
    future = asyncio.get_running_loop().create_future()
    try:
        await yields(future)
    except RuntimeError as error:
        print(str(error).split(" in task ")[0], str(error).rsplit(" with ", 1)[1])
    generator = (n for n in range(3))
    try:
        await yields(generator)
    except RuntimeError as error:
        print(str(error).split(" in task ")[0], str(error).rsplit(" with ", 1)[1].split(" at ")[0])


async def retry():
    # The error comes at each await, a turn later.
    for attempt in range(3):
        try:
            await Yields(attempt)
        except RuntimeError as error:
            print("attempt", attempt, error)


async def other(name):
    for turn in range(5):
        print(name, turn)
        await asyncio.sleep(0)


async def cancelled():
    task = asyncio.create_task(wrong())
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)


async def wrong():
    try:
        await Yields("wrong")
    except BaseException as error:
        print("in wrong:", repr(error))
        raise


async def foreign_in_combinators(future):
    for wait in (lambda: asyncio.wait_for(future, 1), lambda: asyncio.shield(future)):
        try:
            await wait()
        except RuntimeError as error:
            print("different loop" in str(error))
        await asyncio.sleep(0)


async def in_a_group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(wrong())
            group.create_task(asyncio.sleep(1))
    except* RuntimeError as errors:
        print([str(error) for error in errors.exceptions])


async def main():
    await of_another_loop()
    await itself()
    await nonsense(1)
    await nonsense(asyncio.sleep)
    await yield_for_yield_from()
    await asyncio.gather(retry(), other("other"))
    await cancelled()
    loop = asyncio.new_event_loop()
    await foreign_in_combinators(loop.create_future())
    loop.close()
    await in_a_group()


asyncio.run(main())
