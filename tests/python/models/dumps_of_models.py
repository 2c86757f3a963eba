import datetime
import decimal
import enum
import uuid

from pydantic import BaseModel, Field, SerializeAsAny, computed_field, field_serializer, model_serializer


class Kind(enum.Enum):
    round = "r"
    square = "s"


class Part(BaseModel):
    name: str
    price: decimal.Decimal | None = None


class Screw(Part):
    length: int = 3


class Machine(BaseModel):
    kind: Kind = Kind.round
    built: datetime.date = datetime.date(2030, 1, 2)
    runs: datetime.timedelta = datetime.timedelta(hours=1, seconds=2)
    parts: list[Part] = []
    any_parts: list[SerializeAsAny[Part]] = []
    by_name: dict[str, Part] = {}
    number: uuid.UUID = uuid.UUID(int=7)
    data: bytes = b"bytes"
    pair: tuple[int, str] = (1, "x")
    tags: frozenset[str] = frozenset({"a"})
    long_name: str = Field("n", serialization_alias="longName")
    hidden: int = Field(5, exclude=True)

    @computed_field
    @property
    def count(self) -> int:
        return len(self.parts)

    @field_serializer("runs", when_used="json")
    def seconds(self, runs):
        return runs.total_seconds()


screw = Screw(name="m3", price="0.10")
machine = Machine(parts=[screw, Part(name="b")], any_parts=[screw], by_name={"k": screw})
print(machine.model_dump())
print(machine.model_dump(mode="json", by_alias=True))
print(machine.model_dump_json())
print(machine.model_dump_json(indent=1, include={"kind", "parts"}, exclude_none=True))
print(machine.model_dump(exclude_unset=True), machine.model_dump(exclude_defaults=True, exclude={"any_parts"}))
print(machine.model_dump(include={"parts": {0: {"name"}}, "by_name": {"k": {"price"}}}))
print(machine.model_dump(exclude={"parts": {"__all__": {"price"}}, "by_name": True, "any_parts": {-1}}, include={"parts", "any_parts", "by_name"}))
print(Machine.model_validate_json(machine.model_dump_json()).number == machine.number)


class Celsius(BaseModel):
    degrees: float

    @model_serializer
    def short(self) -> str:
        return f"{self.degrees} C"


class Wrapped(BaseModel):
    inside: Celsius
    a: int = 1

    @model_serializer(mode="wrap")
    def with_more(self, handler, info):
        return {**handler(self), "mode": info.mode}


print(Wrapped(inside=Celsius(degrees=2)).model_dump(), Wrapped(inside=Celsius(degrees=2)).model_dump_json())


class Loose(BaseModel):
    a: int
    b: list[int] = []


loose = Loose.model_construct(a="text", b=(1,))
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(loose.model_dump_json())
print(*[str(each.message) for each in caught])


class Prefixed(BaseModel):
    text: str

    @model_serializer(mode="wrap")
    def prefixed(self, handler):
        return {name: f"<{value}>" for name, value in handler(self).items()}


class Around(BaseModel):
    inner: Prefixed

    @field_serializer("inner", mode="wrap")
    def around(self, value, handler):
        return handler(value)


print(Around(inner={"text": "once"}).model_dump(), Around(inner={"text": "once"}).model_dump_json())
