"""Callbacks, then futures, then coroutines: the same three steps."""
import asyncio


def with_callbacks(loop, done):
    def first():
        print("one")
        loop.call_later(1, second)

    def second():
        print("two")
        loop.call_later(1, third)

    def third():
        print("three")
        done.set_result("by callbacks")

    loop.call_soon(first)


def with_futures(loop):
    result = loop.create_future()

    def later(value):
        future = loop.create_future()
        loop.call_later(1, future.set_result, value)
        return future

    later("one").add_done_callback(
        lambda f: later(f.result() + " two").add_done_callback(lambda g: result.set_result(g.result() + " three"))
    )
    return result


async def with_coroutines():
    words = []
    for word in ("one", "two", "three"):
        await asyncio.sleep(1)
        words.append(word)
    return " ".join(words)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    with_callbacks(loop, done)
    print(await done)
    print(await with_futures(loop))
    print(await with_coroutines())


asyncio.run(main())
