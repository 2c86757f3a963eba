from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PlainValidator, ValidationError, ValidationInfo
from pydantic import WrapValidator, field_validator, model_validator, validate_call


def doubled(value: int) -> int:
    return value * 2


def split(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


def at_most_ten(value, handler):
    try:
        return handler(value)
    except ValidationError as error:
        print("inner:", [each["type"] for each in error.errors()])
        return 10


Numbers = Annotated[list[int], BeforeValidator(split)]


class Order(BaseModel):
    numbers: Numbers
    twice: Annotated[int, AfterValidator(doubled), AfterValidator(doubled)] = 1
    small: Annotated[int, Field(le=10), WrapValidator(at_most_ten)] = 3
    plain: Annotated[str, PlainValidator(lambda value: f"<{value}>")] = ""
    first: str = "a"
    second: str = "b"

    @field_validator("first", "second", mode="after")
    @classmethod
    def words(cls, value: str, info: ValidationInfo) -> str:
        print("sees", info.field_name, sorted(info.data), info.mode, info.context)
        if not value.isalpha():
            raise ValueError(f"{value!r} is no word")
        return value.lower()

    @model_validator(mode="before")
    @classmethod
    def rename(cls, data: Any) -> Any:
        if isinstance(data, dict) and "numbres" in data:
            data = {**data, "numbers": data["numbres"]}
        return data

    @model_validator(mode="after")
    def sorted_words(self) -> Self:
        if self.first > self.second:
            raise ValueError("the words are not in order")
        return self


print(Order(numbers="1,2,3", twice=2, small=50, plain=4, first="X", second="y"))
print(Order.model_validate({"numbres": [4]}, context={"who": "ann"}))
for wrong in ({"numbers": "1,x"}, {"numbers": [], "first": "z", "second": "a"}, {"numbers": [], "first": "1", "second": "2"}, "text"):
    try:
        Order.model_validate(wrong)
    except ValidationError as error:
        print(error)


class Assert(BaseModel):
    x: int

    @field_validator("*")
    @classmethod
    def positive(cls, value):
        assert value > 0, "not positive"
        return value

    @model_validator(mode="wrap")
    @classmethod
    def logged(cls, data, handler):
        print("before", data)
        made = handler(data)
        print("after", made)
        return made


Assert(x=3)
try:
    Assert(x=-1)
except ValidationError as error:
    print(error.errors(include_url=False)[0]["msg"], error.errors()[0]["ctx"])


@validate_call(validate_return=True)
def repeat(text: str, times: int = 2, *, end: Annotated[str, Field(max_length=1)] = "") -> str:
    return text * times + end


print(repeat("a", "3"), repeat("b", end="!"))
for arguments, keywords in (("a", "x"), {}), ((), {}), (("a",), {"end": "long", "more": 1}):
    try:
        repeat(*arguments, **keywords)
    except ValidationError as error:
        print(error)


class Inner(BaseModel):
    x: int
    calls: int = 0

    @model_validator(mode="after")
    def counted(self):
        self.calls += 1
        return self

    @model_validator(mode="wrap")
    @classmethod
    def around(cls, data, handler):
        print("around", data)
        return handler(data)


class Outer(BaseModel):
    inner: Inner
    many: list[Inner] = []


print(Outer(inner={"x": 1}, many=[{"x": 2}]))
