"""It runs inside the task that asks, so the cancellation of that task comes out of its own await."""

import asyncio

kept = []


async def numbers():
    try:
        await asyncio.sleep(10)
        yield 1
    except asyncio.CancelledError:
        print("cancelled inside")
        raise


async def asker(generator):
    await anext(generator)


async def main():
    generator = numbers()
    kept.append(generator)
    task = asyncio.create_task(asker(generator), name="asker")
    await asyncio.sleep(1)
    try:
        await anext(generator)
    except RuntimeError as error:
        print(error)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled outside")
    print("then:", await anext(generator, "no more"))


if __name__ == "__main__":
    asyncio.run(main())
