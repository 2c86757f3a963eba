"""What a loop makes: tasks and futures, whatever it is given."""
import asyncio


async def work(name):
    await asyncio.sleep(0)
    return name


def tried(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Odd:
    """Says that it is a future, and lies."""

    _asyncio_future_blocking = None


class Duck(Odd):
    _asyncio_future_blocking = False


async def main():
    loop = asyncio.get_running_loop()
    print(tried(lambda: loop.create_task()))
    coroutine = work("never")
    print(tried(lambda: loop.create_task(coroutine, "name")))
    print(tried(lambda: loop.create_task(coroutine, loop=loop)))
    print(tried(lambda: loop.create_task(coroutine, colour="red")))
    coroutine.close()
    print(tried(lambda: loop.create_task(42)))
    print(tried(lambda: loop.create_future(42)))
    print(tried(lambda: loop.create_future(colour="red")))
    named = loop.create_task(coro=work("named"), name="by keyword")
    print(named.get_name(), await named)
    print(loop.create_future())

    def factory(of, coroutine, **rest):
        print("factory:", of is loop, coroutine.__name__, rest)
        return asyncio.Task(coroutine, loop=of, **rest)

    loop.set_task_factory(factory)
    print(await loop.create_task(work("by the factory"), name="made"))
    loop.set_task_factory(None)
    coroutine = work("asked")
    for thing in (coroutine, named, Odd(), Duck(), 42, work, Odd):
        name = getattr(thing, "__name__", type(thing).__name__)
        print(name, asyncio.isfuture(thing), asyncio.futures.isfuture(thing), asyncio.iscoroutine(thing))
    print(await coroutine)
    tasks = [asyncio.create_task(work(number)) for number in range(3)]
    print(len(asyncio.all_tasks()), await asyncio.gather(*tasks), len(asyncio.all_tasks()))
    return loop


loop = asyncio.run(main())
coroutine = work("too late")
print(tried(lambda: loop.create_task(coroutine)))
coroutine.close()
