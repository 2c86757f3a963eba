from __future__ import annotations

import typing
from typing import Any, Generic, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class Employee(NamedTuple):
    name: str
    id: int = 3


class Movie(TypedDict, total=False):
    title: str
    year: int


@typing.runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


def f(a: int, b: Optional[str] = None, *args: Any) -> Union[int, str]:
    return a


stack: Stack[int] = Stack()
stack.push(1)
print(stack.items, Employee("Ann"), Employee("Bob", 4)._asdict(), Movie(title="x"))
print(isinstance(File(), Closable), isinstance(3, Closable))
print(typing.get_type_hints(f))
print(Optional[int], Union[int, str], list[int], typing.get_args(dict[str, int]), typing.cast(int, "x"))
