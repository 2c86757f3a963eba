import datetime
import decimal
import uuid
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, TypeAdapter, ValidationError


class Lax(BaseModel):
    number: int
    exact: StrictInt = 0
    yes: StrictBool = True
    field: float = Field(0.0, strict=True)


class Strict(BaseModel):
    model_config = ConfigDict(strict=True)

    number: int
    day: datetime.date = datetime.date(2030, 1, 1)
    parts: tuple[int, ...] = ()
    loose: Annotated[int, Field(strict=False)] = 0
    key: uuid.UUID = uuid.UUID(int=0)
    price: decimal.Decimal = decimal.Decimal(0)
    bag: set[int] = set()


def show(do):
    try:
        print(do())
    except ValidationError as error:
        print([(each["loc"], each["type"]) for each in error.errors()])


show(lambda: Lax(number="5"))
show(lambda: Lax(number="5", exact="5", yes=1, field=1))
show(lambda: Lax.model_validate({"number": "5"}, strict=True))
show(lambda: Strict(number=5, loose="4"))
show(lambda: Strict(number="5", day="2030-01-01", parts=[1], key=str(uuid.UUID(int=1)), price="1", bag=[1]))
show(lambda: Strict.model_validate_json('{"number": 5, "day": "2031-01-01", "parts": [1], "key": "00000000-0000-0000-0000-000000000001", "price": "1.5", "bag": [1, 1]}'))
show(lambda: Strict.model_validate_json('{"number": "5", "day": 0, "parts": ["1"]}'))
show(lambda: Strict.model_validate_json('{"number": "5"}', strict=False))
show(lambda: TypeAdapter(dict[int, datetime.timedelta]).validate_json('{"1": "PT5M", "2": 60}'))
show(lambda: TypeAdapter(dict[int, float]).validate_python({"1": 1}, strict=True))
show(lambda: TypeAdapter(dict[int, float]).validate_json('{"1": 1}', strict=True))
for value in 1, 1.0, "1", "1.0", True, decimal.Decimal(1), decimal.Decimal("1.5"), 10**20, "1_000", " 7 ", float("nan"):
    print(repr(value), end=": ")
    for kind in int, float, decimal.Decimal, bool, str:
        try:
            print(repr(TypeAdapter(kind).validate_python(value)), end=" ")
        except ValidationError as error:
            print(error.errors()[0]["type"], end=" ")
    print()
show(lambda: TypeAdapter(Annotated[decimal.Decimal, Field(max_digits=4, decimal_places=2, gt=1)]).validate_python("123.456"))
show(lambda: TypeAdapter(Annotated[decimal.Decimal, Field(max_digits=4, decimal_places=2)]).validate_python("12.34"))
show(lambda: TypeAdapter(Annotated[float, Field(allow_inf_nan=False)]).validate_python("inf"))
show(lambda: TypeAdapter(int).validate_python("9" * 30))
