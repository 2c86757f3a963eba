"""A module with a state."""

from dataclasses import dataclass

print("counting is imported")
total = 0


@dataclass
class Point:
    x: int
    y: int


def add():
    global total
    total += 1
    return total
