from typing import Annotated, Any, ClassVar, Optional

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError


class Boat(BaseModel):
    fleet: ClassVar[list] = []

    name: str = Field(min_length=2, max_length=8, pattern="^[A-Z]")
    length: float = Field(gt=0, le=50)
    crew: list[str] = Field(default_factory=list, max_length=2)
    number: Annotated[int, Field(ge=1)] = 1
    notes: Optional[dict[str, Any]] = None
    _seen: int = PrivateAttr(default=0)

    def model_post_init(self, context):
        self._seen += 1


boat = Boat(name="Ida", length="7.5", crew=("ann",))
print(boat, repr(boat), boat._seen, sorted(boat.model_fields_set))
print(boat == Boat(name="Ida", length=7.5, crew=["ann"]), boat == Boat(name="Ida", length=7), dict(boat))
for wrong in (
    {},
    {"name": "ida", "length": 0},
    {"name": "I", "length": "long", "crew": ["a", "b", "c"], "number": 0},
    {"name": 3, "length": None, "crew": "ann", "number": 1.5, "notes": {1: 2}},
):
    try:
        Boat(**wrong)
    except ValidationError as error:
        print(error)
        print(error.error_count(), error.title, error.errors(include_url=False))


class Aliased(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    first: int = Field(alias="one")
    second: int = Field(validation_alias=AliasChoices("two", AliasPath("more", 0)), serialization_alias="zwei")


print(Aliased(one=1, two=2), Aliased(first=1, more=[5]).model_dump(by_alias=True))
try:
    Aliased(one="x")
except ValidationError as error:
    print(error)


class Ignores(BaseModel):
    a: int


class Allows(Ignores, extra="allow"):
    pass


class Forbids(Ignores, extra="forbid", frozen=True):
    pass


print(Ignores(a=1, b=2), Allows(a=1, b=2), Allows(a=1, b=2).model_extra, Allows(a=1, b=2).b)
try:
    Forbids(a=1, b=2)
except ValidationError as error:
    print(error)
try:
    Forbids(a=1).a = 2
except ValidationError as error:
    print(error)
print({Forbids(a=1): "can be a key"}[Forbids(a=1)])
print(Boat.model_fields["length"], Boat.__pydantic_core_schema__["type"])
copied = boat.model_copy(update={"name": "Eva"})
print(copied, Boat.model_construct(name="not checked", length="x"))
