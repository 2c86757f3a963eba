# An abstract class that is called says which methods it lacks.
import abc
import collections.abc
import typing


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    @abc.abstractmethod
    def name(self): ...


class Named(Shape):
    name = "named"


class Square(Named):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


class Made(Shape):
    def __new__(cls, *args):
        print("made with", args)
        return super().__new__(cls)


T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    def __new__(cls, *args):
        return super().__new__(cls)


class Reader(typing.Protocol):
    def read(self): ...


class Sized(collections.abc.Sized):
    pass


for make in (Shape, Named, lambda: Made(1), Sized, collections.abc.MutableMapping, Reader, lambda: Shape(1), lambda: Square()):
    try:
        make()
    except TypeError as error:
        print(error)
print(Square(3).area(), type(Box[int](1)).__name__, object.__new__(Square).name)
try:
    object.__new__(Shape)
except TypeError as error:
    print(error)
try:
    object(1)
except TypeError as error:
    print(error)
