"""The state of one serialization: what its caller has asked for, and where it is."""

import warnings as python_warnings

from ..errors import SchemaError
from .warnings_of_values import PydanticSerializationError, PydanticSerializationUnexpectedValue

# How strictly values are compared with their types, in unions.
NO_CHECK, STRICT, LAX = 0, 1, 2

_MODES = {
    "ser_json_temporal": ("TemporalMode", ("iso8601", "seconds", "milliseconds")),
    "ser_json_timedelta": ("TimedeltaMode", ("iso8601", "float")),
    "ser_json_bytes": ("BytesMode", ("utf8", "base64", "hex")),
    "ser_json_inf_nan": ("InfNanMode", ("null", "constants", "strings")),
}


def mode_of(key, value):
    name, modes = _MODES[key]
    if value not in modes:
        raise SchemaError(f"Invalid {name} serialization mode: `{value}`, expected {''.join(f'{it} or ' for it in modes)}")
    return value


class Config:
    """How times, bytes and floats are written in JSON."""

    __slots__ = ("temporal", "timedelta", "bytes", "inf_nan")

    def __init__(self, config=None, inf_nan="null"):
        config = config or {}
        self.temporal = mode_of("ser_json_temporal", config.get("ser_json_temporal") or "iso8601")
        self.timedelta = self.temporal
        if "ser_json_temporal" not in config or config.get("ser_json_temporal") is None:
            how = mode_of("ser_json_timedelta", config.get("ser_json_timedelta") or "iso8601")
            self.timedelta = "seconds" if how == "float" else how
        self.bytes = mode_of("ser_json_bytes", config.get("ser_json_bytes") or "utf8")
        self.inf_nan = mode_of("ser_json_inf_nan", config.get("ser_json_inf_nan") or inf_nan)


class SerState:
    """The state of one serialization."""

    __slots__ = (
        "mode", "is_json", "text", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none", "exclude_computed",
        "round_trip", "unknown", "fallback", "as_any", "polymorphic", "context", "config", "warnings", "warns", "model",
        "field_name", "check", "include", "exclude", "guard",
    )  # fmt: skip

    def __init__(self, config, mode="python", include=None, exclude=None, by_alias=None, exclude_unset=False,
                 exclude_defaults=False, exclude_none=False, exclude_computed=False, round_trip=False, unknown=False,
                 fallback=None, as_any=False, polymorphic=None, context=None, warns=False):  # fmt: skip
        self.config = config
        self.mode = mode or "python"
        self.is_json = self.mode == "json"
        # Set if the result becomes a text of JSON, which has more to say of floats.
        self.text = False
        self.include, self.exclude = include, exclude
        self.by_alias = by_alias
        self.exclude_unset, self.exclude_defaults, self.exclude_none = exclude_unset, exclude_defaults, exclude_none
        self.exclude_computed, self.round_trip = exclude_computed, round_trip
        self.unknown, self.fallback, self.as_any = unknown, fallback, as_any
        self.polymorphic, self.context = polymorphic, context
        self.warns = warning_mode(warns)
        self.warnings = []
        self.model = self.field_name = None
        self.check = NO_CHECK
        self.guard = set()

    def copy(self):
        made = object.__new__(SerState)
        for name in SerState.__slots__:
            setattr(made, name, getattr(self, name))
        made.warnings = list(self.warnings)
        made.guard = set(self.guard)
        return made

    def unexpected(self, kind, value):
        """Notes that a value is not of the type that its schema says."""
        if value is None:
            return
        if self.check:
            raise PydanticSerializationUnexpectedValue(None, self.field_name, kind, value)
        if self.warns:
            self.warnings.append(PydanticSerializationUnexpectedValue(None, self.field_name, kind, value))

    def warn(self, warning):
        if self.warns:
            self.warnings.append(warning)

    def finish(self):
        """Says what was noted."""
        if not self.warns or not self.warnings:
            return
        message = "Pydantic serializer warnings:\n  " + "\n  ".join(map(repr, self.warnings))
        if self.warns == "error":
            raise PydanticSerializationError(message)
        python_warnings.warn(message, UserWarning, stacklevel=3)


def warning_mode(warns):
    if warns is True or warns == "warn":
        return "warn"
    if warns is False or warns == "none":
        return None
    if warns == "error":
        return warns
    sentence = "Invalid warnings parameter, should be `'none'`, `'warn'`, `'error'` or a `bool`"
    raise (ValueError if isinstance(warns, str) else TypeError)(sentence)
