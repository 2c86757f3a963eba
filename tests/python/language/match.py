import asyncio
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


def describe(value):
    match value:
        case 0:
            return "zero"
        case int(n) if n < 0:
            return f"negative {n}"
        case "a" | "b":
            return "letter"
        case [first, *rest]:
            return f"list of {first} and {len(rest)} more"
        case {"kind": "circle", "r": r, **rest}:
            return f"circle {r} {rest}"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Point():
            return "point"
        case None:
            return "nothing"
        case _:
            return "else"


for value in (0, -3, "a", [1, 2, 3], {"kind": "circle", "r": 2, "c": 1}, Point(0, 4), Point(1, 1), None, 3.5):
    print(describe(value))


async def main():
    queue = asyncio.Queue()
    for message in (("add", 1, 2), ("print", "hello"), ("stop",)):
        queue.put_nowait(message)
    while True:
        match await queue.get():
            case ("add", a, b):
                print(a + b)
            case ("print", text):
                print(text)
            case ("stop",):
                break


asyncio.run(main())
