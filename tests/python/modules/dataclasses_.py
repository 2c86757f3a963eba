from dataclasses import asdict, astuple, dataclass, field, fields, replace


@dataclass
class Point:
    x: float
    y: float = 0.0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False, repr=False)


@dataclass(slots=True, kw_only=True)
class Job:
    name: str
    steps: list = field(default_factory=list)
    total: int = field(init=False)

    def __post_init__(self):
        self.total = len(self.steps)


print(Point(1) + Point(2, 3), Point(1) == Point(1, 0.0), asdict(Point(1, 2)), astuple(Point(3)))
print(sorted([Version(2), Version(1, 5), Version(1, 2, "x")]), Version(1) < Version(1, 1), hash(Version(1)) == hash(Version(1)))
print(Job(name="j", steps=["a", "b"]), [f.name for f in fields(Job)], replace(Version(1), minor=9))
for wrong in (lambda: setattr(Version(1), "major", 2), lambda: Point(), lambda: Job("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
