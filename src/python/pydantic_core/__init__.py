"""The core of pydantic 2 in Python, in place of the compiled module `pydantic_core._pydantic_core`.

A schema (`pydantic_core.core_schema`, which is the package's own) is read once into validators and serializers, small objects
that know their inner ones. README.md lists the files, and what they do not know.
"""

from . import _schema_gather
from .error_catalogue import list_all_errors
from .errors import (
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticUseDefault,
    SchemaError,
    ValidationError,
)
from .markers import ArgsKwargs, PydanticUndefined, PydanticUndefinedType, Some
from .schema_serializer import SchemaSerializer, to_json, to_jsonable_python
from .schema_validator import SchemaValidator, from_json
from .serializers.warnings_of_values import PydanticSerializationError, PydanticSerializationUnexpectedValue
from .timezones import TzInfo

__version__ = "2.50.5"
build_profile = "release"
build_info = "profile=release pgo=false"
_recursion_limit = 255

__all__ = [
    "ArgsKwargs",
    "MultiHostUrl",
    "PydanticCustomError",
    "PydanticKnownError",
    "PydanticOmit",
    "PydanticSerializationError",
    "PydanticSerializationUnexpectedValue",
    "PydanticUndefined",
    "PydanticUndefinedType",
    "PydanticUseDefault",
    "SchemaError",
    "SchemaSerializer",
    "SchemaValidator",
    "Some",
    "TzInfo",
    "Url",
    "ValidationError",
    "__version__",
    "_recursion_limit",
    "_schema_gather",
    "build_info",
    "build_profile",
    "from_json",
    "list_all_errors",
    "to_json",
    "to_jsonable_python",
]


from .urls import MultiHostUrl, Url  # noqa: E402
