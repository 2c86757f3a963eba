import ipaddress
import pathlib
import re
from typing import Annotated

from pydantic import AnyUrl, Base64Str, BaseModel, ByteSize, EmailStr, FilePath, HttpUrl, ImportString, Json, NameEmail
from pydantic import NegativeInt, PastDate, PositiveFloat, PostgresDsn, SecretStr, StringConstraints, TypeAdapter
from pydantic import ValidationError, conint, conlist, constr


class Everything(BaseModel):
    url: HttpUrl = "https://example.com"
    any_url: AnyUrl = "mailto:x@example.com"
    database: PostgresDsn = "postgresql://user:secret@host1:5432,host2/base"
    email: EmailStr = "a@example.com"
    named: NameEmail = "Ann <a@example.com>"
    size: ByteSize = 0
    negative: NegativeInt = -1
    positive: PositiveFloat = 1
    password: SecretStr = SecretStr("secret")
    json_list: Json[list[int]] = "[]"
    base64: Base64Str = ""
    word: Annotated[str, StringConstraints(to_lower=True, strip_whitespace=True, max_length=5)] = ""
    address: ipaddress.IPv4Address = "127.0.0.1"
    path: pathlib.PurePosixPath = "a/b"
    pattern: re.Pattern = "a+"
    importing: ImportString = "math.pi"
    few: conlist(int, min_length=1, max_length=2) = [1]
    short: constr(min_length=1) = "a"
    even: conint(multiple_of=2) = 2


good = Everything.model_validate(
    {
        "url": "https://user:pw@Example.com:8080/a/../b?q=1#f",
        "any_url": "ftp://files.example.com/x y",
        "database": "postgresql://user:secret@host1:5432,host2:6000/base",
        "email": "Ann@EXAMPLE.com",
        "named": "Ann A <ann@example.com>",
        "size": "1.5 KiB",
        "json_list": "[1, 2]",
        "base64": "aGVsbG8=",
        "word": "  ABC ",
        "address": "10.0.0.1",
        "path": "x/y.txt",
        "pattern": "^b$",
        "importing": "json.dumps",
    }
)
for name, value in good:
    print(name, repr(value))
print(good.url.host, good.url.port, good.url.path, good.url.query, good.url.fragment, good.url.username, good.database.hosts())
print(good.password.get_secret_value(), good.size.human_readable(), good.model_dump_json(include={"url", "email", "password", "size", "path"}))
for name, value in {
    "url": "example.com",
    "any_url": "",
    "database": "mysql://x",
    "email": "a@b@c",
    "size": "many",
    "negative": 0,
    "positive": -0.5,
    "json_list": "[1, ",
    "word": "too long",
    "address": "10.0.0.256",
    "pattern": "(",
    "importing": "no.such.module",
    "few": [],
    "short": "",
    "even": 3,
}.items():
    try:
        Everything(**{name: value})
    except ValidationError as error:
        print(name, [(each["type"], each["msg"]) for each in error.errors()])
print(TypeAdapter(PastDate).validate_python("2000-01-01"))
try:
    TypeAdapter(FilePath).validate_python("no such file")
except ValidationError as error:
    print(error.errors()[0]["msg"])
