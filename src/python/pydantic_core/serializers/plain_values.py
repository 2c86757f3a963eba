"""Serializers of values without others in them."""

import datetime
import sys

from ..texts import bytes_text, complex_text
from ..time_writing import date_value, datetime_value, time_value, timedelta_value
from . import Serializer
from .inference import (
    infer,
    infer_key,
    number_text,
    special_float,
)
from .state import STRICT, Config
from .warnings_of_values import PydanticSerializationUnexpectedValue


class AnySerializer(Serializer):
    __slots__ = ()
    name = "any"

    def to_python(self, value, state):
        return infer(value, state)

    def json_key(self, key, state):
        return infer_key(key, state)


ANY = AnySerializer()


class _Plain(Serializer):
    """A serializer of values of one class; others are serialized by their own types, which is noted."""

    __slots__ = ()

    def fits(self, value):
        raise NotImplementedError

    def value(self, value, state):
        """A value that fits, for JSON."""
        return value

    def key(self, key, state):
        return str(self.value(key, state))

    def to_python(self, value, state):
        if not self.fits(value):
            state.unexpected(self.name, value)
            return infer(value, state)
        return self.value(value, state) if state.is_json else value

    def json_key(self, key, state):
        if not self.fits(key):
            state.unexpected(self.name, key)
            return infer_key(key, state)
        return self.key(key, state)


class NoneSerializer(_Plain):
    __slots__ = ()
    name = "none"

    def fits(self, value):
        return value is None

    def key(self, key, state):
        return "None"


class _Number(Serializer):
    """Integers and truth values: those of a subclass are no exact fit."""

    __slots__ = ()

    def to_python(self, value, state):
        if type(value) is self.cls:
            return value
        if isinstance(value, self.cls):
            if state.check == STRICT:
                raise PydanticSerializationUnexpectedValue()
            return self.plain(value) if state.is_json else infer(value, state)
        state.unexpected(self.name, value)
        return infer(value, state)

    def json_key(self, key, state):
        if isinstance(key, self.cls):
            return self.key(key)
        state.unexpected(self.name, key)
        return infer_key(key, state)


class IntSerializer(_Number):
    __slots__ = ()
    name, cls, retries = "int", int, True

    def to_python(self, value, state):
        if type(value) is int:
            return value
        if isinstance(value, bool) and state.text and not state.check:
            return value
        if isinstance(value, bool):
            # `True` is an integer for Python, and in texts of JSON.
            if state.check:
                raise PydanticSerializationUnexpectedValue() if state.check == STRICT else ValueError()
            return int(value) if state.is_json else infer(value, state)
        return super().to_python(value, state)

    def plain(self, value):
        return int.__index__(value) + 0

    def key(self, key):
        return str(key)


class BoolSerializer(_Number):
    __slots__ = ()
    name, cls = "bool", bool

    def plain(self, value):
        return bool(value)

    def key(self, key):
        return "true" if key else "false"


class FloatSerializer(Serializer):
    __slots__ = ("inf_nan",)
    name = "float"

    def __init__(self, schema, config, definitions):
        self.inf_nan = Config(config).inf_nan

    def to_python(self, value, state):
        if type(value) is float:
            if state.text and not -1.8e308 < value < 1.8e308:
                return special_float(value, state, self.inf_nan)
            return value
        is_number = isinstance(value, float) or type(value) is int
        if state.text and not state.check and (is_number or hasattr(type(value), "__float__")):
            return self.to_python(float(value), state)
        if is_number:
            if state.check == STRICT:
                raise PydanticSerializationUnexpectedValue()
            return float(value) if state.is_json else infer(value, state)
        state.unexpected(self.name, value)
        return infer(value, state)

    def json_key(self, key, state):
        if isinstance(key, float) or type(key) is int:
            return str(key)
        state.unexpected(self.name, key)
        return infer_key(key, state)


class StrSerializer(_Plain):
    __slots__ = ()
    name = "str"

    def to_python(self, value, state):
        return value if type(value) is str else super().to_python(value, state)

    def fits(self, value):
        return isinstance(value, str)

    def value(self, value, state):
        return str.__str__(value)


class BytesSerializer(_Plain):
    __slots__ = ("mode",)
    name = "bytes"

    def __init__(self, schema, config, definitions):
        self.mode = Config(config).bytes

    def fits(self, value):
        return isinstance(value, bytes)

    def value(self, value, state):
        return bytes_text(value, self.mode)


class ComplexSerializer(_Plain):
    __slots__ = ()
    name = "complex"

    def fits(self, value):
        return isinstance(value, complex)

    def value(self, value, state):
        return complex_text(value)


class _Late(_Plain):
    """Values of a class whose module may not be there yet."""

    __slots__ = ("name", "module", "cls")

    def __init__(self, name, module, cls):
        self.name, self.module, self.cls = name, module, cls

    def fits(self, value):
        cls = getattr(sys.modules.get(self.module), self.cls, None)
        return cls is not None and isinstance(value, cls)

    def value(self, value, state):
        return str(value)


class _Always(_Late):
    """As `_Late`, but a text in each mode."""

    __slots__ = ()

    def to_python(self, value, state):
        if self.fits(value):
            return str(value)
        return super().to_python(value, state)


class _Temporal(_Plain):
    __slots__ = ("mode",)

    def __init__(self, schema, config, definitions):
        config = Config(config)
        self.mode = config.timedelta if self.name == "timedelta" else config.temporal

    def fits(self, value):
        return isinstance(value, self.cls)

    def value(self, value, state):
        return self.function(value, self.mode)

    def key(self, key, state):
        found = self.function(key, self.mode)
        return found if isinstance(found, str) else number_text(found)


class DatetimeSerializer(_Temporal):
    __slots__ = ()
    name, cls, function = "datetime", datetime.datetime, staticmethod(datetime_value)


class DateSerializer(_Temporal):
    __slots__ = ()
    name, cls, function = "date", datetime.date, staticmethod(date_value)

    def fits(self, value):
        return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


class TimeSerializer(_Temporal):
    __slots__ = ()
    name, cls, function = "time", datetime.time, staticmethod(time_value)


class TimedeltaSerializer(_Temporal):
    __slots__ = ()
    name, cls, function = "timedelta", datetime.timedelta, staticmethod(timedelta_value)


class EllipsisSerializer(_Plain):
    __slots__ = ()
    name = "ellipsis"

    def fits(self, value):
        return value is ...

    def value(self, value, state):
        return infer(value, state)


_ANY_KINDS = ("any", "is-instance", "is-subclass", "callable", "function-plain")
_URLS = "pydantic_core._pydantic_core.urls"
_LATE_ONES = {
    "decimal": _Late("decimal", "decimal", "Decimal"),
    "fraction": _Always("fraction", "fractions", "Fraction"),
    "uuid": _Late("uuid", "uuid", "UUID"),
    "url": _Late("url", _URLS, "Url"),
    "multi-host-url": _Late("multi-host-url", _URLS, "MultiHostUrl"),
}


def _shared(made):
    return lambda schema, config, definitions: made


BUILDERS = {
    **dict.fromkeys(_ANY_KINDS, _shared(ANY)),
    "none": _shared(NoneSerializer()),
    "bool": _shared(BoolSerializer()),
    "int": _shared(IntSerializer()),
    "float": FloatSerializer,
    "str": _shared(StrSerializer()),
    "bytes": BytesSerializer,
    "complex": _shared(ComplexSerializer()),
    "date": DateSerializer,
    "time": TimeSerializer,
    "datetime": DatetimeSerializer,
    "timedelta": TimedeltaSerializer,
    "ellipsis": _shared(EllipsisSerializer()),
    **{kind: _shared(made) for kind, made in _LATE_ONES.items()},
}
