# An asynchronous generator that nothing refers to any more is closed; one that then yields is reported.
import asyncio
import gc


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


async def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("will not")


async def awaits():
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
        print("awaited")


def first(generator):
    """Without a loop, which would close the generator itself."""
    try:
        generator.__anext__().send(None)
    except StopIteration as stop:
        return stop.value


generator = numbers()
print(repr(generator).split(" at ")[0], str(generator).split(" at ")[0], f"{generator}".split(" at ")[0])
print(first(generator))
del generator
gc.collect()

generator = numbers()
print("never begun")
del generator

generator = awaits()
print(first(generator))
del generator
gc.collect()


async def main():
    generator = stubborn()
    print(await anext(generator))
    try:
        await generator.aclose()
    except RuntimeError as error:
        print("aclose:", error)
    del generator
    async for number in numbers():
        print(number)
        break
    await asyncio.sleep(0.1)
    kept = awaits()
    print(await anext(kept))
    return "done"


print(asyncio.run(main()))
