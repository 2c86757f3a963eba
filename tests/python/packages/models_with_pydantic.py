# packages: pydantic<2

from datetime import date
from enum import Enum
from typing import List, Optional, Union

from pydantic import BaseModel, BaseSettings, Field, ValidationError, parse_obj_as, root_validator, validator
from pydantic.dataclasses import dataclass


class Kind(str, Enum):
    cat = "cat"
    dog = "dog"


class Pet(BaseModel):
    name: str = Field(..., min_length=2, max_length=10)
    kind: Kind = Kind.cat
    born: Optional[date]


class Owner(BaseModel):
    name: str
    pets: List[Pet] = []
    score: Union[int, str] = 0

    class Config:
        allow_population_by_field_name = True
        fields = {"score": {"alias": "points"}}

    @validator("name")
    def title(cls, value):
        if not value.strip():
            raise ValueError("must not be blank")
        return value.title()

    @root_validator
    def count(cls, values):
        if len(values.get("pets", [])) > 2:
            raise ValueError("too many pets")
        return values


owner = Owner(name="ann lee", pets=[{"name": "Tom", "born": "2020-05-01"}, {"name": "Rex", "kind": "dog"}], points="7")
print(owner)
print(owner.dict(exclude={"pets": {0: {"born"}}}), owner.json(by_alias=True, exclude_none=True))
print(owner.copy(update={"score": 9}).score, Owner.parse_raw('{"name": "bo"}') == Owner(name="bo"))
for wrong in ({}, {"name": " "}, {"name": "x", "pets": [{"name": "A", "kind": "cow"}]}, {"name": "x", "pets": [{"name": "AB"}] * 3}):
    try:
        Owner(**wrong)
    except ValidationError as error:
        print(error)
        print(error.errors()[0]["type"])
print(Owner.schema_json(indent=1)[:300])
print(parse_obj_as(List[int], ["1", 2.0]))


@dataclass
class Line:
    text: str
    size: int = 1


print(Line("a", "3"))


class Settings(BaseSettings):
    home_dir: str = "none"
    debug: bool = False


import os

os.environ["DEBUG"] = "yes"
print(Settings())
