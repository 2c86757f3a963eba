from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

Data = TypeVar("Data")
Key = TypeVar("Key", bound=int | str)


class Answer(BaseModel, Generic[Data]):
    data: Data | None = None
    error: str | None = None


class Page(BaseModel, Generic[Data]):
    items: list[Data]
    next: "Page[Data] | None" = None


class Mapping(BaseModel, Generic[Key, Data]):
    pairs: dict[Key, Data] = {}


class User(BaseModel):
    name: str


print(Answer[int](data="5"), Answer[User].model_validate({"data": {"name": "ann"}}), Answer(data="anything"))
print(Answer[int].__name__, Answer[list[User]].__name__, Answer[int] is Answer[int])
try:
    Answer[int](data="five")
except ValidationError as error:
    print(error)
page = Page[User](items=[User(name="a")], next={"items": [{"name": "b"}]})
print(page, page.model_dump_json())
print(Mapping[int, Answer[str]](pairs={"1": {"data": "x"}}))
try:
    Mapping[int, Answer[int]](pairs={"one": {"data": "x"}})
except ValidationError as error:
    print(error)


class Total(Answer[int]):
    total: int = Field(0, ge=0)


print(Total(data="1", total=2), Total.__mro__[1].__name__)
print(TypeAdapter(list[Answer[int] | Answer[str]]).validate_python([{"data": 1}, {"data": "x"}]))


class New[T](BaseModel):
    value: T
    more: list[T] = []


print(New[int](value="1", more=["2"]), New[str].model_json_schema()["properties"])


class Tree(BaseModel):
    name: str
    left: "Tree | None" = None
    others: list["Tree"] = []
    extra: Any = None


tree = Tree.model_validate({"name": "a", "left": {"name": "b", "others": [{"name": "c"}]}})
print(tree, tree.model_dump(exclude_none=True))
loop = {"name": "loop"}
loop["left"] = loop
try:
    Tree.model_validate(loop)
except ValidationError as error:
    print(error.errors(include_url=False, include_input=False))
tree.left = tree
try:
    tree.model_dump()
except ValueError as error:
    print(error)
