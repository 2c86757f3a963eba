import datetime
import decimal
import enum
import json
import uuid
from typing import Annotated, Generic, Literal, Optional, TypeVar

from pydantic import BaseModel, ConfigDict, EmailStr, Field, HttpUrl, SecretStr, TypeAdapter, computed_field
from pydantic.json_schema import models_json_schema

T = TypeVar("T")


class Colour(enum.IntEnum):
    """Colours of a car."""

    red = 1
    blue = 2


class Node(BaseModel):
    value: int
    children: list["Node"] = []


class Box(BaseModel, Generic[T]):
    content: T
    note: str | None = Field(None, title="A note", examples=["fragile"])


class Car(BaseModel):
    """A car, and what is in it."""

    model_config = ConfigDict(title="The car", json_schema_extra={"examples": [{"name": "x"}]}, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=9, pattern="^[a-z]+$", description="What it is called")]
    colour: Colour = Colour.red
    seats: int = Field(4, ge=1, lt=10, multiple_of=1)
    weight: float | None = None
    built: datetime.date | datetime.datetime
    spare: dict[str, Optional[decimal.Decimal]] = {}
    fuel: Literal["wood", "water"] = "wood"
    owner: EmailStr
    page: HttpUrl | None = None
    pin: SecretStr = SecretStr("0")
    number: uuid.UUID
    pair: tuple[int, str]
    tags: set[str] = Field(min_length=1)
    box: Box[int]
    tree: Node

    @computed_field
    @property
    def label(self) -> str:
        return self.name


print(json.dumps(Car.model_json_schema(), indent=1))
print(json.dumps(Car.model_json_schema(mode="serialization")["properties"]))
print(Node.model_json_schema(), Box[str].model_json_schema(), Box[list[Node]].__name__)
print(TypeAdapter(list[Node] | None).json_schema(ref_template="#/x/{model}"))
print(models_json_schema([(Node, "validation"), (Box[int], "serialization")])[1])
