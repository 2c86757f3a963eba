import asyncio


def numbers():
    print("it begins")
    yield 1
    print("it goes on")
    yield 2
    print("it goes on to its end")
    return 3


async def main():
    by_hand = numbers()
    print("made, and nothing has run")
    while True:
        try:
            print(f"yielded {next(by_hand)}")
        except StopIteration as stop:
            if stop.value is None:
                break
            print(f"StopIteration: {stop.value}")
    print("asked again: it has ended")

    for value in numbers():
        print(f"for: {value}")


asyncio.run(main())
