from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, FieldSerializationInfo, SecretStr, ValidationError
from pydantic import field_serializer, field_validator

Listed = Annotated[list[str], BeforeValidator(lambda value: value.split(";") if isinstance(value, str) else value)]


class Database(BaseModel):
    host: str = "localhost"
    port: int = Field(5432, ge=1, le=65535)
    password: SecretStr

    @field_serializer("password")
    def reveal(self, value: SecretStr, info: FieldSerializationInfo):
        return value.get_secret_value() if info.context and info.context.get("reveal") else "***"


class Settings(BaseModel):
    debug: bool = Field(False, validation_alias=AliasChoices("DEBUG", "APP_DEBUG"))
    level: Literal["low", "high"] = "low"
    hosts: Listed = []
    database: Database

    @field_validator("level", mode="before")
    @classmethod
    def lower(cls, value):
        return value.lower()


settings = Settings.model_validate({"APP_DEBUG": "on", "level": "HIGH", "hosts": "a;b", "database": {"password": "p"}})
print(settings, settings.model_dump(), settings.model_dump(context={"reveal": True}))
print(settings.model_dump_json(context={"reveal": True}, exclude={"database": {"host"}}))
try:
    Settings.model_validate({"DEBUG": "sometimes", "level": "middle", "database": {"port": 0}})
except ValidationError as error:
    print(error)
    print([".".join(map(str, each["loc"])) for each in error.errors()])
merged = settings.model_copy(update={"hosts": ["c"]}, deep=True)
print(merged.hosts, merged.database is settings.database, merged.model_fields_set == settings.model_fields_set)
print(Settings.model_validate(settings) is settings, Settings(**settings.model_dump(by_alias=False) | {"database": {"password": "q"}}))
