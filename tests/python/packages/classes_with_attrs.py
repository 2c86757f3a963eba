import attr
import attrs
from attrs import Factory, define, field, frozen, validators


@define
class Point:
    x: int
    y: int = 0
    tags: list[str] = Factory(list)


@frozen(order=True)
class Version:
    major: int = field(converter=int)
    minor: int = field(default=0, validator=validators.ge(0))


@attr.s(auto_attribs=True)
class Old:
    name: str = attr.ib(validator=attr.validators.instance_of(str))
    size: int = attr.ib(default=3)

    @size.validator
    def check(self, attribute, value):
        if value > 10:
            raise ValueError(f"{attribute.name} is too large: {value}")


@define(slots=False)
class Shape(Point):
    kind: str = field(default="dot", kw_only=True, repr=lambda value: value.upper())

    def __attrs_post_init__(self):
        self.tags.append(self.kind)


a = Point(1, 2)
print(a, a == Point(1, 2), a != Point(1), attrs.asdict(a), attrs.astuple(a))
a.x = 7
print(attrs.evolve(a, y=5), [each.name for each in attrs.fields(Point)])
print(Version("3", 14) > Version(3), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)))
print(Shape(1, 2, kind="circle"))
for make in (
    lambda: Version(1, -1),
    lambda: Old(5),
    lambda: Old("a", 11),
    lambda: Point(),
    lambda: setattr(Version(1), "major", 2),
    lambda: setattr(a, "z", 2),
):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error.args[0] if not isinstance(error, attrs.exceptions.FrozenInstanceError) else "frozen")
Made = attrs.make_class("Made", ["one", "two"])
print(Made(1, 2), Old("x").size)
