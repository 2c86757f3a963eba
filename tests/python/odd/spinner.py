import asyncio
import itertools
import sys


async def spin(message):
    for char in itertools.cycle("|/-\\"):
        status = char + " " + message
        sys.stdout.write(status + "\n")
        sys.stdout.flush()
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            break


async def slow_function():
    # pretend waiting a long time for I/O
    await asyncio.sleep(0.55)
    return 42


async def supervisor():
    spinner = asyncio.create_task(spin("thinking!"))
    print("spinner object:", spinner.get_name())
    result = await slow_function()
    spinner.cancel()
    return result


def main():
    result = asyncio.run(supervisor())
    print("Answer:", result)


if __name__ == "__main__":
    main()
