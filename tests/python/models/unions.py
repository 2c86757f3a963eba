from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, Discriminator, Field, Tag, TypeAdapter, ValidationError


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: list[str] = []


class Puppy(Dog):
    weeks: int


class Owner(BaseModel):
    pet: Annotated[Union[Cat, Dog], Field(discriminator="kind")]
    others: list[Cat | Dog] = []


print(Owner(pet={"kind": "cat", "lives": "9"}, others=[{"kind": "dog"}, Puppy(kind="dog", weeks=3)]))
for pet in {"kind": "cow"}, {}, {"kind": "cat"}, 5:
    try:
        Owner(pet=pet)
    except ValidationError as error:
        print(error)
try:
    Owner(pet={"kind": "dog"}, others=[{"kind": "cat"}, 3])
except ValidationError as error:
    print(error)


def kind_of(value: Any) -> str:
    return "many" if isinstance(value, (list, tuple)) else "one"


Either = TypeAdapter(
    Annotated[Union[Annotated[int, Tag("one")], Annotated[list[int], Tag("many")]], Discriminator(kind_of)]
)
print(Either.validate_python("3"), Either.validate_python(["1", 2]))
for value in ["x"], "x":
    try:
        Either.validate_python(value)
    except ValidationError as error:
        print(error)

Smart = TypeAdapter(int | float | str | bool | None | list[int] | dict[str, int])
for value in 1, 1.5, "1", True, None, ["2"], {"a": "3"}, b"x", 2.0:
    print(repr(value), repr(Smart.validate_python(value)))
Left = TypeAdapter(Annotated[int | str, Field(union_mode="left_to_right")])
print(repr(Left.validate_python("1")), repr(Left.validate_python("a")))


class Small(BaseModel):
    a: int = 0


class Large(BaseModel):
    a: int = 0
    b: int = 0


print(repr(TypeAdapter(Small | Large).validate_python({"a": 1, "b": 2})), repr(TypeAdapter(Large | Small).validate_python({"a": 1})))
print(TypeAdapter(Small | Large).dump_python(Large(b=4)), TypeAdapter(int | Small).dump_json(Small()))
