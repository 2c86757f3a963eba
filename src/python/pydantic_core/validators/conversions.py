"""Conversions of an input into truth values, integers, floats, texts and bytes, as strict or lax as is asked."""

import re
import sys
from enum import Enum, EnumType

from ..errors import invalid
from ..texts import float_text
from ..validation_state import JSON, LAX, PYTHON, STRICT, STRINGS

_TRUTHS = dict.fromkeys(("1", "t", "y", "on", "yes", "true"), True) | dict.fromkeys(("0", "f", "n", "off", "no", "false"), False)
_PLAIN_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
# Zeros before and after, one underscore between digits, and a fraction of nothing.
_LOOSE_INT = re.compile(r"\s*([+-]?)(?:0[0_]*(?=[1-9]))?(0(?:[0_]*0)?|[1-9][0-9]*(?:_[0-9]+)*)(?:\.0+)?\s*")
_FLOAT = re.compile(r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan)", re.IGNORECASE)
_MOST_DIGITS = 4300
_LARGEST = 2**63


def text_of(value, kind):
    """An input that is a text, or bytes of one; `None` if it is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise invalid(kind, value) from None
    return None


def enum_value(value):
    """The value of a member of an enumeration; `None` if it is none. No other metaclass is taken."""
    return value.value if type(type(value)) is EnumType and isinstance(value, Enum) else None


def number_of(value):
    """What has a float of it, as one; `None` if it has none."""
    if isinstance(value, float):
        return float(value)
    kind = type(value)
    if hasattr(kind, "__float__") or hasattr(kind, "__index__"):
        try:
            return float(value)
        except Exception:
            return None
    return None


# --- Truth values ---


def text_as_bool(text, value):
    found = _TRUTHS.get(text.lower()) if text.isascii() else None
    if found is None:
        raise invalid("bool_parsing", value)
    return found


def bool_of(value, state, strict):
    if state.kind == STRINGS:
        if isinstance(value, str):
            state.floor(STRICT)
            return text_as_bool(value, value)
        raise invalid("bool_type", value)
    if not strict:
        if state.kind == JSON:
            text = value if isinstance(value, str) else None
        else:
            text = text_of(value, "bool_parsing")
        if text is not None:
            found = text_as_bool(text, value)
            state.floor(LAX)
            return found
        if isinstance(value, int) or state.kind == PYTHON and hasattr(type(value), "__index__"):
            number = value.__index__()
            if -_LARGEST <= number < _LARGEST:
                if number not in (0, 1):
                    raise invalid("bool_parsing", value)
                state.floor(LAX)
                return number == 1
        number = number_of(value)
        if number is not None and number == number and abs(number) < _LARGEST and number % 1 == 0:
            if number not in (0, 1):
                raise invalid("bool_parsing", value)
            state.floor(LAX)
            return number == 1
    raise invalid("bool_type", value)


# --- Integers ---


def text_as_int(text, value):
    if _PLAIN_INT.fullmatch(text):
        if len(text.lstrip("-")) > _MOST_DIGITS:
            raise invalid("int_parsing_size", value)
        return int(text)
    found = _LOOSE_INT.fullmatch(text)
    if found is None:
        raise invalid("int_parsing", value)
    digits = found[2].replace("_", "")
    if len(digits) > _MOST_DIGITS:
        raise invalid("int_parsing", value)
    return int(found[1] + digits)


def float_as_int(number, value):
    if number != number or number in (float("inf"), float("-inf")):
        raise invalid("finite_number", value)
    if number % 1:
        raise invalid("int_from_float", value)
    if not -_LARGEST < number < _LARGEST:
        raise invalid("int_parsing_size", value)
    return int(number)


def _ratio_as_int(number, value):
    numerator, denominator = number.as_integer_ratio()
    if denominator != 1:
        raise invalid("int_from_float", value)
    return numerator


def int_of(value, state, strict):
    kind = state.kind
    if kind == STRINGS:
        if isinstance(value, str):
            state.floor(STRICT)
            return text_as_int(value, value)
        raise invalid("int_type", value)
    if isinstance(value, int):
        if type(value) is int:
            return value
        if isinstance(value, bool):
            if strict:
                raise invalid("int_type", value)
            state.floor(LAX)
        else:
            state.floor(STRICT)
        return int.__index__(value) + 0
    if strict:
        raise invalid("int_type", value)
    if kind == JSON:
        if isinstance(value, float):
            found = float_as_int(value, value)
        elif isinstance(value, str):
            found = text_as_int(value, value)
        else:
            raise invalid("int_type", value)
        state.floor(LAX)
        return found
    found = _lax_int(value)
    state.floor(LAX)
    return found


def _lax_int(value):
    text = text_of(value, "int_parsing")
    if text is not None:
        return text_as_int(text, value)
    if type(value) is float:
        return float_as_int(value, value)
    decimal = sys.modules.get("decimal")
    if decimal is not None and isinstance(value, decimal.Decimal):
        if not value.is_finite():
            raise invalid("finite_number", value)
        return _ratio_as_int(value, value)
    fractions = sys.modules.get("fractions")
    if fractions is not None and isinstance(value, fractions.Fraction):
        return _ratio_as_int(value, value)
    number = number_of(value)
    if number is not None:
        return float_as_int(number, value)
    if type(type(value)) is EnumType:
        return value.value
    raise invalid("int_type", value)


# --- Floats ---


def text_as_float(text, value):
    stripped = text.strip()
    if _FLOAT.fullmatch(stripped):
        return float(stripped)
    if "_" in text and "__" not in text and text[0] != "_" != text[-1]:
        without = text.replace("_", "")
        if _FLOAT.fullmatch(without):
            return float(without)
    raise invalid("float_parsing", value)


def float_of(value, state, strict):
    kind = state.kind
    if kind == STRINGS:
        if isinstance(value, str):
            state.floor(STRICT)
            return text_as_float(value, value)
        raise invalid("float_type", value)
    if type(value) is float:
        return value
    if not strict:
        text = value if isinstance(value, str) else text_of(value, "float_parsing") if kind == PYTHON else None
        if text is not None:
            found = text_as_float(text, value)
            state.floor(LAX)
            return found
    if isinstance(value, bool):
        if strict:
            raise invalid("float_type", value)
        state.floor(LAX)
        return float(value)
    if kind == JSON and not isinstance(value, int):
        raise invalid("float_type", value)
    found = number_of(value)
    if found is None:
        raise invalid("float_type", value)
    state.floor(STRICT)
    return found


# --- Texts and bytes ---


def str_of(value, state, strict, coerces):
    if state.kind == JSON:
        if isinstance(value, str):
            state.floor(STRICT)
            return value
        if coerces and not strict and isinstance(value, (int, float)) and not isinstance(value, bool):
            state.floor(LAX)
            return float_text(value) if isinstance(value, float) else str(value)
        raise invalid("string_type", value)
    if isinstance(value, str):
        state.floor(STRICT)
        return str.__str__(value)
    if not strict and state.kind == PYTHON:
        found = _lax_str(value, coerces)
        if found is not None:
            state.floor(LAX)
            return found
    raise invalid("string_type", value)


def _lax_str(value, coerces):
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise invalid("string_unicode", value) from None
    if coerces and type(value) is not bool:
        decimal = sys.modules.get("decimal")
        if isinstance(value, (int, float)) or decimal is not None and isinstance(value, decimal.Decimal):
            return str(value)
    if type(type(value)) is EnumType:
        return str(value.value)
    return None


def bytes_of(value, state, strict, mode):
    if state.kind == PYTHON:
        if isinstance(value, bytes):
            if type(value) is not bytes:
                state.floor(STRICT)
            return value
        if not strict:
            if isinstance(value, str):
                found = text_as_bytes(value, mode)
                state.floor(LAX)
                return found
            if isinstance(value, bytearray):
                state.floor(LAX)
                return bytes(value)
    elif isinstance(value, str):
        state.floor(STRICT)
        return text_as_bytes(value, mode)
    raise invalid("bytes_type", value)


def text_as_bytes(text, mode):
    if mode == "utf8":
        try:
            return text.encode()
        except UnicodeEncodeError:
            raise invalid("string_unicode", text) from None
    from .encoded_bytes import base64_decoded, hex_decoded

    try:
        return base64_decoded(text) if mode == "base64" else hex_decoded(text)
    except ValueError as error:
        raise invalid("bytes_invalid_encoding", text, {"encoding": mode, "encoding_error": str(error)}) from None
