"""`SchemaSerializer`: makes what a schema describes into plain objects of Python, or a text of JSON."""

from .json_writing import written
from .schema_reading import Definitions
from .serializers import build, serialize
from .serializers.inference import infer
from .serializers.state import Config, SerState
from .serializers.warnings_of_values import (
    PydanticSerializationError,
    PydanticSerializationUnexpectedValue,
    UnknownTypeError,
)


class SchemaSerializer:
    """A serializer for a schema."""

    __slots__ = ("serializer", "config", "_schema", "_config", "__weakref__")
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, schema, config=None, _use_prebuilt=True):
        definitions = Definitions(_use_prebuilt)
        self.serializer = build(schema, config, definitions)
        definitions.finish()
        self.config = Config(config)
        self._schema, self._config = schema, config or None

    def __reduce__(self):
        return type(self), (self._schema, self._config, False)

    def __repr__(self):
        return f"SchemaSerializer(serializer={self.serializer.name})"

    def to_python(
        self, value, *, mode=None, include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False,
        exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None,
        serialize_as_any=False, polymorphic_serialization=None, context=None,
    ):  # fmt: skip
        state = SerState(
            self.config, mode, include, exclude, by_alias, exclude_unset, exclude_defaults, exclude_none,
            exclude_computed_fields, round_trip, False, fallback, serialize_as_any, polymorphic_serialization, context, warnings,
        )  # fmt: skip
        try:
            found = serialize(self.serializer, value, state)
        except RecursionError:
            # Python's own frames end before the depth that the compiled core allows.
            raise ValueError("Maximum serialization depth exceeded") from None
        state.finish()
        return found

    def to_json(
        self, value, *, indent=None, ensure_ascii=False, include=None, exclude=None, by_alias=None, exclude_unset=False,
        exclude_defaults=False, exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True,
        fallback=None, serialize_as_any=False, polymorphic_serialization=None, context=None,
    ):  # fmt: skip
        state = SerState(
            self.config, "json", include, exclude, by_alias, exclude_unset, exclude_defaults, exclude_none,
            exclude_computed_fields, round_trip, False, fallback, serialize_as_any, polymorphic_serialization, context, warnings,
        )  # fmt: skip
        found = json_text(self.serializer, value, state, indent, ensure_ascii)
        state.finish()
        return found.encode()


def json_text(serializer, value, state, indent=None, ensure_ascii=False):
    """The text of JSON that a serializer makes of a value."""
    text, state.text = state.text, True
    mode, is_json = state.mode, state.is_json
    state.is_json = True
    try:
        found = infer(value, state) if serializer is None else serialize(serializer, value, state)
        result = written(found, indent, ensure_ascii)
        result.encode()
        return result
    except UnknownTypeError:
        raise
    except PydanticSerializationUnexpectedValue:
        raise
    except Exception as error:
        message = f"Error serializing to JSON: {_described(error)}"
        raise PydanticSerializationError(message) from None
    finally:
        state.text, state.mode, state.is_json = text, mode, is_json


def _described(error):
    if isinstance(error, UnicodeDecodeError):
        at = error.start
        if error.reason.startswith("unexpected end"):
            return f"incomplete utf-8 byte sequence from index {at}"
        return f"invalid utf-8 sequence of {max(error.end - at, 1)} bytes from index {at}"
    return f"{type(error).__name__}: {error}"


def _config(timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode):
    described = {"ser_json_timedelta": timedelta_mode, "ser_json_bytes": bytes_mode, "ser_json_inf_nan": inf_nan_mode}
    # The mode of times goes before that of durations, unless it is the default.
    if temporal_mode != "iso8601":
        described["ser_json_temporal"] = temporal_mode
    return Config(described)


def to_json(
    value, *, indent=None, ensure_ascii=False, include=None, exclude=None, by_alias=True, exclude_none=False,
    round_trip=False, timedelta_mode="iso8601", temporal_mode="iso8601", bytes_mode="utf8", inf_nan_mode="constants",
    serialize_unknown=False, fallback=None, serialize_as_any=False, polymorphic_serialization=None, context=None,
):  # fmt: skip
    """The text of JSON, in bytes, of any value."""
    config = _config(timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode)
    state = SerState(
        config, "json", include, exclude, by_alias, False, False, exclude_none, False, round_trip, serialize_unknown, fallback,
        serialize_as_any, polymorphic_serialization, context,
    )  # fmt: skip
    return json_text(None, value, state, indent, ensure_ascii).encode()


def to_jsonable_python(
    value, *, include=None, exclude=None, by_alias=True, exclude_none=False, round_trip=False, timedelta_mode="iso8601",
    temporal_mode="iso8601", bytes_mode="utf8", inf_nan_mode="constants", serialize_unknown=False, fallback=None,
    serialize_as_any=False, polymorphic_serialization=None, context=None,
):  # fmt: skip
    """Any value as one that JSON has."""
    config = _config(timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode)
    state = SerState(
        config, "json", include, exclude, by_alias, False, False, exclude_none, False, round_trip, serialize_unknown, fallback,
        serialize_as_any, polymorphic_serialization, context,
    )  # fmt: skip
    return infer(value, state)
