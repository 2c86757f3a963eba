import json

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, TypeAdapter, ValidationError, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError, ValidationError as CoreError


class Step(BaseModel):
    name: str
    seconds: PositiveInt

    @field_validator("name")
    @classmethod
    def no_spaces(cls, value):
        if " " in value:
            raise PydanticCustomError("spaces", "{count} spaces in {name!r}", {"count": value.count(" "), "name": value})
        if value == "old":
            raise PydanticKnownError("literal_error", {"expected": "something new"})
        return value


class Plan(BaseModel):
    model_config = ConfigDict(title="The plan")

    steps: list[Step] = Field(min_length=1)
    by_day: dict[int, Step] = {}


wrong = {
    "steps": [{"name": "a b", "seconds": 0}, {"name": "old", "seconds": "1.5"}, 5, {}],
    "by_day": {"x": {"name": "fine", "seconds": 1}, "2": {"name": "y"}},
}
try:
    Plan.model_validate(wrong)
except ValidationError as error:
    print(error)
    print(repr(error)[:90], isinstance(error, ValueError), CoreError is ValidationError)
    for each in error.errors(include_url=False):
        print(each)
    print(json.loads(error.json(include_url=False))[0], error.errors()[0].keys())
try:
    Plan.model_validate_json('{"steps": [{"name": "a", "seconds": true}, {"name": null, "seconds": 1e3}]}')
except ValidationError as error:
    print(error)


class Hidden(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)
    pin: int


try:
    Hidden(pin="secret")
except ValidationError as error:
    print(error)
try:
    raise ValidationError.from_exception_data("Made by hand", [{"type": "greater_than", "loc": ("a", 1), "input": 2, "ctx": {"gt": 5}}])
except ValidationError as error:
    print(error)
try:
    TypeAdapter(list[int]).validate_python(["1"] * 2 + ["a long text that is cut in the middle because it is so long" * 2])
except ValidationError as error:
    print(error)


class Fails(BaseModel):
    x: int

    @field_validator("x")
    @classmethod
    def fails(cls, value):
        return value / 0


try:
    Fails(x=1)
except ZeroDivisionError as error:
    print("goes through:", error)
try:

    class Unknown(BaseModel):
        thing: object.__init__.__class__ = None
        other: "NotThere"

    Unknown()
except Exception as error:
    print(type(error).__name__, str(error).splitlines()[0])
