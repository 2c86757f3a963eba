import abc
import types


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    def describe(self):
        return f"{type(self).__name__} of {self.area}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    @property
    def area(self):
        return self.side**2


try:
    Shape()
except TypeError as error:
    print(error)
print(Square(3).describe(), isinstance(Square(1), Shape), Shape.__abstractmethods__)
space = types.SimpleNamespace(a=1, b="x")
space.c = [1]
print(space, space == types.SimpleNamespace(a=1, b="x", c=[1]))
view = types.MappingProxyType({"a": 1})
try:
    view["b"] = 2
except TypeError as error:
    print(error)
Made = types.new_class("Made", (Square,), {}, lambda ns: ns.update(double=lambda self: self.side * 2))
print(Made(4).double(), Made.__mro__[1].__name__)
square = Square(2)
square.shout = types.MethodType(lambda self: f"{self.side}!", square)
print(square.shout(), isinstance(print, types.BuiltinFunctionType), isinstance(len, types.FunctionType))


@Shape.register
class Pretender:
    pass


print(issubclass(Pretender, Shape))
