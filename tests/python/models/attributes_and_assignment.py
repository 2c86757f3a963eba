from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, ValidationError, computed_field, field_validator


class Row:
    """As a row of a database would be."""

    def __init__(self, **values):
        self.__dict__.update(values)


class Author(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    books: list["Book"] = []


class Book(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: str
    pages: int = Field(alias="page_count")


row = Row(name="ann", books=[Row(title="one", page_count="10"), Row(title="two", page_count=20)], more=1)
author = Author.model_validate(row)
print(author, author.model_dump(by_alias=True))
for wrong in Row(books=[]), Row(name="x", books=[Row(title=1)]), 3:
    try:
        Author.model_validate(wrong)
    except ValidationError as error:
        print([(each["type"], each["loc"], each["msg"]) for each in error.errors()])


class Account(BaseModel):
    model_config = ConfigDict(validate_assignment=True, str_strip_whitespace=True, revalidate_instances="always")

    owner: str = Field(min_length=1)
    balance: float = Field(0, ge=0)
    limit: int = Field(10, frozen=True)

    @field_validator("balance")
    @classmethod
    def rounded(cls, value):
        return round(value, 2)

    @computed_field
    @cached_property
    def label(self) -> str:
        return f"{self.owner}: {self.balance}"


account = Account(owner=" ann ")
account.balance = "10.129"
print(account, sorted(account.model_fields_set), account.label)
for name, value in ("balance", -1), ("owner", "  "), ("limit", 3), ("other", 1):
    try:
        setattr(account, name, value)
    except ValidationError as error:
        print(error)
    except ValueError as error:
        print(type(error).__name__, error)
print(account.model_dump())


class Bank(BaseModel):
    accounts: list[Account]


broken = Account.model_construct(owner="", balance=-5)
try:
    Bank(accounts=[broken])
except ValidationError as error:
    print(error)


class Lazy(BaseModel):
    model_config = ConfigDict(validate_default=True, use_enum_values=True, arbitrary_types_allowed=True)

    number: int = "5"
    row: Row | None = None
    made: list[int] = Field(default_factory=lambda data: [data["number"]])


print(Lazy(), Lazy(number="7").made)
try:
    Lazy(row=3)
except ValidationError as error:
    print(error)
