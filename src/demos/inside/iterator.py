import asyncio


class EndOfRange(StopIteration):
    pass


class Range:
    def __init__(self, end):
        self.last, self.end = 0, end

    def __iter__(self):
        return self

    def __next__(self):
        if self.last == self.end:
            raise EndOfRange
        self.last += 1
        return self.last


async def main():
    numbers = Range(3)
    while True:
        try:
            number = next(numbers)
        except EndOfRange:
            print("next: the end signal")
            break
        print(f"next: {number}")

    numbers = Range(3)
    for number in numbers:
        print(f"first loop: {number}")

    print(f"second loop: {sum(1 for _ in numbers)} numbers")

    numbers = [1, 2, 3]
    print(f"the list, twice: {sum(iter(numbers))} and {sum(iter(numbers))}")


asyncio.run(main())
