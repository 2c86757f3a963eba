"""Serializes values by their own types, where no schema says more."""

import collections
import datetime
import enum
import re
import sys

from ..texts import bytes_text, complex_text, safe_repr
from ..time_writing import date_value, datetime_value, time_value, timedelta_value
from .filters import NO_FILTER, SKIP, resolved
from .warnings_of_values import UnknownTypeError

_DEPTH = 255


def infer(value, state):
    """A value in the state's mode."""
    kind = type(value)
    if kind is str or kind is int or value is None or kind is bool:
        if state.is_json and len(state.guard) >= _DEPTH:
            raise ValueError("Maximum serialization depth exceeded")
        return value
    function = _BY_TYPE.get(kind)
    if function is None:
        function = _function_of(value)
    return guarded(function, value, state)


def guarded(function, value, state):
    """Calls a function for a value, unless it is in itself, or too deep."""
    key = id(value)
    guard = state.guard
    if key in guard or len(guard) >= _DEPTH:
        if not state.is_json:
            return value
        if state.unknown and state.text:
            return "..."
        raise ValueError(
            "Circular reference detected (id repeated)" if key in guard else "Maximum serialization depth exceeded"
        )
    guard.add(key)
    try:
        return function(value, state)
    finally:
        guard.discard(key)


# --- Numbers, texts and bytes ---


def _float(value, state):
    number = float(value)
    if state.is_json and (number != number or number in (float("inf"), float("-inf"))):
        return special_float(number, state, state.config.inf_nan)
    return number if state.is_json else value


def special_float(number, state, mode):
    """A float that JSON does not have."""
    if mode == "null":
        return None
    if mode == "strings" and state.text:
        return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"
    return number


def _int_subclass(value, state):
    return int.__index__(value) + 0 if state.is_json else value


def _str_subclass(value, state):
    return str.__str__(value) if state.is_json else value


def _as_text(value, state):
    return str(value) if state.is_json else value


def _fraction(value, state):
    return str(value)


def _bytes(value, state):
    return bytes_text(value, state.config.bytes) if state.is_json else value


def _complex(value, state):
    return complex_text(value) if state.is_json else value


# --- Times ---


def _datetime(value, state):
    return datetime_value(value, state.config.temporal) if state.is_json else value


def _date(value, state):
    return date_value(value, state.config.temporal) if state.is_json else value


def _time(value, state):
    return time_value(value, state.config.temporal) if state.is_json else value


def _timedelta(value, state):
    return timedelta_value(value, state.config.timedelta) if state.is_json else value


# --- Items ---


def filtered(items, length, state, function):
    """The serialized items that are not left out."""
    include, exclude = state.include, state.exclude
    if include is None and exclude is None:
        return [function(item, state) for item in items]
    include, exclude = resolved(include, length), resolved(exclude, length)
    made = []
    try:
        for index, item in enumerate(items):
            inner = NO_FILTER.next(index, include, exclude)
            if inner is not SKIP:
                state.include, state.exclude = inner
                made.append(function(item, state))
    finally:
        state.include, state.exclude = include, exclude
    return made


def _list(value, state):
    return filtered(value, len(value), state, infer)


def _tuple(value, state):
    found = filtered(value, len(value), state, infer)
    return found if state.is_json else tuple(found)


def _unfiltered(value, state):
    include, exclude = state.include, state.exclude
    state.include = state.exclude = None
    try:
        return [infer(item, state) for item in value]
    finally:
        state.include, state.exclude = include, exclude


def _set(value, state):
    found = _unfiltered(value, state)
    return found if state.is_json else set(found)


def _frozenset(value, state):
    found = _unfiltered(value, state)
    return found if state.is_json else frozenset(found)


def _deque(value, state):
    found = filtered(value, len(value), state, infer)
    return found if state.is_json else collections.deque(found, value.maxlen)


def pairs(items, state):
    """A dictionary of serialized keys and values."""
    include, exclude = state.include, state.exclude
    made = {}
    is_json = state.is_json
    if include is None and exclude is None:
        for key, value in items:
            made[infer_key(key, state) if is_json else infer(key, state)] = infer(value, state)
        return made
    try:
        for key, value in items:
            inner = NO_FILTER.next(key, include, exclude)
            if inner is not SKIP:
                state.include, state.exclude = inner
                made[infer_key(key, state) if is_json else infer(key, state)] = infer(value, state)
    finally:
        state.include, state.exclude = include, exclude
    return made


def _dict(value, state):
    return pairs(value.items(), state)


def _ordered_dict(value, state):
    made = pairs(list(value.items()), state)
    return made if state.is_json else collections.OrderedDict(made)


def _counter(value, state):
    made = pairs(value.items(), state)
    return made if state.is_json else collections.Counter(made)


def _generator(value, state):
    if state.is_json:
        return filtered(value, None, state, infer)
    from .collections_of_items import SerializationIterator
    from .plain_values import ANY

    return SerializationIterator(value, ANY, NO_FILTER, state)


# --- Objects ---


def pydantic_serializer(value):
    """The serializer that an object brings; `None` if it brings none."""
    from ..schema_serializer import SchemaSerializer

    found = getattr(value, "__pydantic_serializer__", None)
    if found is None or type(found) is SchemaSerializer:
        return found
    if hasattr(found, "rebuild"):
        rebuilt = found.rebuild(parent_namespace_depth=0)
        if rebuilt is not None:
            return rebuilt
    raise TypeError(f"'{type(found).__name__}' object cannot be cast as 'SchemaSerializer'")


def call_serializer(serializer, value, state):
    config, state.config = state.config, serializer.config
    try:
        return serializer.serializer.to_python(value, state)
    finally:
        state.config = config


def _pydantic(value, state):
    return call_serializer(pydantic_serializer(value), value, state)


def _dataclass(value, state):
    import dataclasses

    fields = value.__dataclass_fields__.items()
    return pairs(((name, getattr(value, name)) for name, it in fields if it._field_type is dataclasses._FIELD), state)


def _enum(value, state):
    return infer(value.value, state) if state.is_json else value


def _pattern(value, state):
    return str(value.pattern) if state.is_json else value


def _unknown(value, state):
    if state.fallback is not None:
        return infer(state.fallback(value), state)
    if not state.is_json:
        return value
    if state.unknown:
        return _unknown_text(value)
    raise unknown_type(value)


def unknown_type(value):
    return UnknownTypeError(f"Unable to serialize unknown type: {safe_repr(type(value))}")


def _unknown_text(value):
    try:
        return str(value)
    except Exception:
        return f"<Unserializable {type(value).__qualname__} object>"


_BY_TYPE = {
    float: _float,
    bytes: _bytes,
    bytearray: _bytes,
    list: _list,
    tuple: _tuple,
    dict: _dict,
    set: _set,
    frozenset: _frozenset,
    complex: _complex,
    collections.deque: _deque,
    collections.OrderedDict: _ordered_dict,
    collections.Counter: _counter,
    datetime.datetime: _datetime,
    datetime.date: _date,
    datetime.time: _time,
    datetime.timedelta: _timedelta,
}
# By a class, of which the type of a value may be a subclass.
_SUBCLASSES = {int: _int_subclass, str: _str_subclass, **_BY_TYPE, re.Pattern: _pattern}
# The same for classes of modules that may not be there yet.
_LATE = {
    ("decimal", "Decimal"): _as_text,
    ("fractions", "Fraction"): _fraction,
    ("uuid", "UUID"): _as_text,
    ("pathlib", "Path"): _as_text,
    ("ipaddress", "IPv4Address"): _as_text,
    ("ipaddress", "IPv6Address"): _as_text,
    ("ipaddress", "IPv4Network"): _as_text,
    ("ipaddress", "IPv6Network"): _as_text,
    ("pydantic_core._pydantic_core.urls", "Url"): _as_text,
    ("pydantic_core._pydantic_core.urls", "MultiHostUrl"): _as_text,
}
# Found before by the type of a value.
_KNOWN = {}


def _function_of(value):
    """The function for a value of none of the most frequent types."""
    kind = type(value)
    found = _KNOWN.get(kind)
    if found is not None:
        return found
    cacheable = True
    if not isinstance(value, type) and hasattr(value, "__pydantic_serializer__"):
        found, cacheable = _pydantic, hasattr(kind, "__pydantic_serializer__")
    elif not isinstance(value, type) and hasattr(value, "__dataclass_fields__"):
        found = _dataclass
    elif type(kind) is enum.EnumType:
        found = _enum
    else:
        found = _of_class(value)
    if cacheable and len(_KNOWN) < 1000:
        _KNOWN[kind] = found
    return found


def _of_class(value):
    for base in type(value).__mro__:
        if base in _SUBCLASSES:
            return _SUBCLASSES[base]
        for (module, name), function in _LATE.items():
            if base is getattr(sys.modules.get(module), name, None):
                return function
    if hasattr(value, "__next__") and hasattr(value, "__iter__"):
        return _generator
    return _unknown


# --- Keys of JSON ---


def infer_key(key, state):
    """A key as a text."""
    if type(key) is str:
        return key
    if key is None:
        return "None"
    if key is True or key is False:
        return "true" if key else "false"
    function = _BY_TYPE.get(type(key)) or _function_of(key)
    if isinstance(key, int) and function is not _enum and function is not _pydantic:
        return str(key)
    if function is _float:
        number = float(key)
        if (number != number or abs(number) == float("inf")) and state.config.inf_nan == "null":
            return "None"
        return str(key)
    if function in (_str_subclass, _bytes, _datetime, _date, _time, _as_text, _fraction, _complex, _pattern):
        is_json, state.is_json = state.is_json, True
        try:
            found = function(key, state)
        finally:
            state.is_json = is_json
        return found if isinstance(found, str) else number_text(found)
    if function is _timedelta:
        found = timedelta_value(key, state.config.timedelta)
        return found if isinstance(found, str) else number_text(found)
    if function is _tuple:
        return ",".join([infer_key(item, state) for item in key])
    if function is _pydantic or function is _dataclass:
        hash(key)
        return str(key)
    if function is _enum:
        return infer_key(key.value, state)
    if function is _unknown:
        if state.fallback is not None:
            return infer_key(state.fallback(key), state)
        if state.unknown:
            return _unknown_text(key)
        raise unknown_type(key)
    raise TypeError(f"`{_names().get(function, 'unknown')}` not valid as object key")


def number_text(number):
    from ..texts import float_text

    return float_text(number)


def _names():
    return {
        _list: "list", _set: "set", _frozenset: "frozenset", _deque: "deque", _dict: "dict", _ordered_dict: "ordered-dict",
        _counter: "counter", _generator: "generator",
    }  # fmt: skip


