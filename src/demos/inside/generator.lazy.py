import asyncio
import itertools


def square(n):
    print(f"computing {n} * {n}")
    return n * n


async def main():
    squares = (square(n) for n in range(100_000))
    print("made, and nothing is computed")
    for value in itertools.islice(squares, 3):
        print(f"got {value}")
    print(f"never computed: {100_000 - 3}")


asyncio.run(main())
