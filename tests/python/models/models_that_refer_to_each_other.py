from __future__ import annotations

import dataclasses
from typing import Literal, Optional, TypedDict, Union

from pydantic import BaseModel, Field, RootModel, TypeAdapter, ValidationError


class A(BaseModel):
    b: B


class B(BaseModel):
    c: C


class C(BaseModel):
    a: Optional[A] = None


for model in A, B, C:
    model.model_rebuild()
a = A(b=B(c=C(a=None)))
print(a.model_dump(), A.model_validate({"b": {"c": {"a": a}}}).model_dump_json())
print(sorted(A.model_json_schema()["$defs"]))
try:
    A.model_validate({"b": {"c": {"a": {"b": {"c": {"a": {}}}}}}})
except ValidationError as error:
    print(error)


class Leaf(BaseModel):
    kind: Literal["leaf"] = "leaf"
    value: int


class Branch(BaseModel):
    kind: Literal["branch"] = "branch"
    left: Node = Field(discriminator="kind")
    right: Node = Field(discriminator="kind")


Node = Union[Branch, Leaf]
Branch.model_rebuild()
tree = Branch(left={"kind": "leaf", "value": 1}, right=Branch(left=Leaf(value=2), right=Leaf(value="3")))
print(tree)
print(tree.model_dump_json(exclude={"left"}))
try:
    Branch.model_validate({"left": {"kind": "branch", "left": {"kind": "twig"}}, "right": {"kind": "leaf"}})
except ValidationError as error:
    print([(each["loc"], each["type"]) for each in error.errors()])


class Json(RootModel[Union[None, bool, int, float, str, "list[Json]", "dict[str, Json]"]]):
    pass


print(Json.model_validate({"a": [1, 2.5, None, {"b": True}]}).model_dump())


@dataclasses.dataclass
class Person:
    name: str
    friends: list[Person] = dataclasses.field(default_factory=list)


class Folder(TypedDict):
    name: str
    folders: list[Folder]


people = TypeAdapter(Person)
print(people.dump_python(people.validate_python({"name": "ann", "friends": [{"name": "ben", "friends": [{"name": "cat"}]}]})))
print(TypeAdapter(Folder).validate_python({"name": "/", "folders": [{"name": "home", "folders": []}]}))
depth = {"name": "end", "folders": []}
for number in range(20):
    depth = {"name": str(number), "folders": [depth]}
print(TypeAdapter(Folder).dump_json(TypeAdapter(Folder).validate_python(depth)))
