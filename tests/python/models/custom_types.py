from typing import Any, Annotated

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler, InstanceOf, PlainSerializer, SkipValidation, TypeAdapter
from pydantic import ValidationError, WithJsonSchema, WrapSerializer
from pydantic_core import core_schema


class Money:
    """A type that says itself how it is validated."""

    def __init__(self, cents):
        self.cents = cents

    def __repr__(self):
        return f"Money({self.cents})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler):
        from_text = core_schema.no_info_after_validator_function(cls.parsed, core_schema.str_schema(pattern=r"^\d+\.\d\d$"))
        from_int = core_schema.no_info_after_validator_function(cls, core_schema.int_schema(ge=0))
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_int, from_text]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda money: f"{money.cents / 100:.2f}"),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler: GetJsonSchemaHandler):
        return {**handler(core_schema.str_schema()), "examples": ["1.00"]}

    @classmethod
    def parsed(cls, text):
        return cls(int(text.replace(".", "")))


class Upper(str):
    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.no_info_after_validator_function(lambda text: cls(text.upper()), handler(str))


class Thing:
    pass


Hex = Annotated[int, PlainSerializer(hex, return_type=str), WithJsonSchema({"type": "string", "format": "hex"})]
Loud = Annotated[str, WrapSerializer(lambda value, handler, info: handler(value) + "!" * (info.mode == "json"))]


class Purchase(BaseModel):
    price: Money
    name: Upper = Upper("none")
    colour: Hex = 255
    note: Loud = "note"
    thing: InstanceOf[Thing] | None = None
    skipped: SkipValidation[int] = 0


purchase = Purchase(price=250, name="tea", skipped="not checked")
print(purchase, purchase.model_dump(exclude={"skipped"}), purchase.model_dump_json(exclude={"skipped"}))
print(Purchase.model_validate_json('{"price": "3.50"}').price, Purchase(price=Money(7)).price, Purchase(price="0.99").price)
for price in -1, "3", 2.5:
    try:
        Purchase(price=price, thing=5)
    except ValidationError as error:
        print(error)
try:
    Purchase.model_validate_json('{"price": 250}')
except ValidationError as error:
    print(error)
print(TypeAdapter(dict[str, Money]).json_schema(), TypeAdapter(Hex).json_schema())
print(TypeAdapter(list[Upper]).validate_python(["a"]))
