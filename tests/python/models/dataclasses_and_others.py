import dataclasses
import enum
from typing import NamedTuple, TypedDict

import pydantic
from pydantic import ConfigDict, Field, RootModel, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from typing_extensions import NotRequired


class Suit(str, enum.Enum):
    hearts = "h"
    spades = "s"


@dataclass
class Card:
    suit: Suit
    rank: int = Field(ge=1, le=13)
    marks: list[str] = dataclasses.field(default_factory=list)

    def __post_init__(self):
        self.name = f"{self.suit.name} {self.rank}"


card = Card("h", "3")
print(card, card.name, TypeAdapter(Card).dump_python(card, mode="json"))
for arguments in ("x", 14), ("h",), ("h", 1, ["a"], 5):
    try:
        Card(*arguments)
    except ValidationError as error:
        print(error)


@dataclass(config=ConfigDict(validate_assignment=True, frozen=False), kw_only=True, slots=True)
class Strict:
    a: int
    b: float = 0


strict = Strict(a="1")
strict.b = "2.5"
print(strict)
try:
    strict.a = "x"
except ValidationError as error:
    print(error)


@dataclasses.dataclass
class Plain:
    x: int
    inner: "Plain | None" = None


plain = TypeAdapter(Plain).validate_python({"x": "1", "inner": {"x": 2}})
print(plain, TypeAdapter(Plain).dump_json(plain), TypeAdapter(Plain).validate_python(plain) is plain)


class Entry(TypedDict):
    word: str
    pages: NotRequired[list[int]]


print(TypeAdapter(Entry).validate_python({"word": "w", "pages": ["1"], "more": 2}))
try:
    TypeAdapter(Entry).validate_python({"pages": 1})
except ValidationError as error:
    print(error)


class Position(NamedTuple):
    line: int
    column: int = 1


class Words(RootModel[list[str]]):
    def __iter__(self):
        return iter(self.root)


words = Words.model_validate(["a", "b"])
print(words, list(words), words.model_dump(), words.model_dump_json(), Words.model_json_schema())
print(TypeAdapter(list[Position]).validate_python([(1, "2"), {"line": 3}]))
print(pydantic.create_model("Made", a=(int, 1), b=(str, ...))(b="x"))
