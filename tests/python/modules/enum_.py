from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = "green"
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Right(Flag):
    READ = auto()
    WRITE = auto()
    ALL = READ | WRITE


class Mode(StrEnum):
    ON = auto()


print(Color.RED, repr(Color.GREEN), Color(1), Color["GREEN"], Color.CRIMSON is Color.RED, Color.RED.pretty)
print(list(Color), Level.HIGH > Level.LOW, Level.HIGH + 1, f"{Level.LOW}", Mode.ON, repr(Mode.ON))
print(Right.READ | Right.WRITE, Right.READ in Right.ALL, ~Right.READ, Right(0), list(Right.ALL))
for wrong in (lambda: Color(7), lambda: Color["BLUE"], lambda: setattr(Color, "RED", 2)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1

except ValueError as error:
    print(error)
