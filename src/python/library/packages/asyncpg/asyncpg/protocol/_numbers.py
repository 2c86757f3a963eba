"""Numbers and truth values in PostgreSQL's binary format."""

import decimal
import operator
import struct

_Decimal = decimal.Decimal


def _whole(value):
    """The whole number that a value stands for, as C takes it."""
    if type(value) is not int:
        value = int(value) if hasattr(type(value), "__int__") else operator.index(value)
    return value


def integer(letter, name):
    """The encoder and the decoder of whole numbers of a size, which `struct` knows by a letter."""
    form = struct.Struct("!" + letter)
    pack, unpack = form.pack, form.unpack

    def encode(settings, value):
        try:
            return pack(value if type(value) is int else _whole(value))
        except struct.error:
            raise OverflowError(f"value out of {name} range") from None

    def decode(settings, data):
        return unpack(data)[0]

    return encode, decode


def encode_bool(settings, value):
    if value is not True and value is not False:
        raise TypeError(f"a boolean is required (got type {type(value).__name__})")
    return b"\x01" if value else b"\x00"


def decode_bool(settings, data):
    return data[:1] == b"\x01"


def _real(value):
    if not isinstance(value, float):
        if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        value = float(value)
    return value


_FLOAT4, _FLOAT8 = struct.Struct("!f"), struct.Struct("!d")


def encode_float4(settings, value):
    try:
        return _FLOAT4.pack(_real(value))
    except (OverflowError, struct.error):
        raise ValueError("value out of float32 range") from None


def decode_float4(settings, data):
    return _FLOAT4.unpack(data)[0]


def encode_float8(settings, value):
    return _FLOAT8.pack(_real(value))


def decode_float8(settings, data):
    return _FLOAT8.unpack(data)[0]


# A numeric is a row of digits to the base 10,000: how many, the weight of the first, the sign and the digits behind the point.
_NUMERIC = struct.Struct("!HhHH")
_NEGATIVE, _NAN, _INFINITY, _MINUS_INFINITY = 0x4000, 0xC000, 0xD000, 0xF000
_SPECIAL = {_NAN: "NaN", _INFINITY: "Infinity", _MINUS_INFINITY: "-Infinity"}
_MOST_BEHIND_THE_POINT = 0x3FFF


def encode_numeric(settings, value):
    if not isinstance(value, _Decimal):
        value = _decimal(value)
    sign, digits, exponent = value.as_tuple()
    if exponent in ("n", "N"):
        return _NUMERIC.pack(0, 0, _NAN, 0)
    if exponent == "F":
        return _NUMERIC.pack(0, 0, _MINUS_INFINITY if sign else _INFINITY, 0)
    if -exponent > _MOST_BEHIND_THE_POINT:
        raise ValueError("cannot encode Decimal value into numeric: exponent is too small")
    weight = (len(digits) + exponent - 1) // 4
    if weight > 0xFFFF:
        raise ValueError("cannot encode Decimal value into numeric: exponent is too large")
    # Zeros, so that the point lies between two digits of the larger base.
    text = "0" * ((weight + 1) * 4 - len(digits) - exponent) + "".join(map(str, digits))
    text += "0" * (-len(text) % 4)
    groups = [int(text[at : at + 4]) for at in range(0, len(text), 4)]
    if len(groups) > 0xFFFF:
        raise ValueError("cannot encode Decimal value into numeric: number of digits is too large")
    head = _NUMERIC.pack(len(groups), weight, _NEGATIVE if sign else 0, max(-exponent, 0))
    return head + struct.pack(f"!{len(groups)}H", *groups)


def _decimal(value):
    if isinstance(value, str):
        try:
            return _Decimal(value)
        except decimal.InvalidOperation:
            # The words of CPython's decimal in C, whatever this one is written in.
            raise decimal.InvalidOperation([decimal.ConversionSyntax]) from None
    return _Decimal(value)


def decode_numeric(settings, data):
    count, weight, sign, behind = _NUMERIC.unpack_from(data)
    if sign in _SPECIAL:
        return _Decimal(_SPECIAL[sign])
    if not count:
        return _Decimal(f"0e-{behind}")
    text = "".join([f"{digit:04}" for digit in struct.unpack_from(f"!{count}H", data, 8)])
    before = (weight + 1) * 4
    minus = "-" if sign == _NEGATIVE else ""
    if not behind:
        # The digits that were sent: zeros at the end are not, and make no digits.
        return _Decimal(f"{minus}{text.lstrip('0') or '0'}E{before - len(text)}")
    if before < 0:
        text, before = "0" * -before + text, 0
    text = text.ljust(before + behind, "0")
    whole, rest = text[:before].lstrip("0") or "0", text[before : before + behind]
    return _Decimal(f"{minus}{whole}.{rest}")


def encode_numeric_text(settings, value):
    return str(value).encode()


def decode_numeric_text(settings, data):
    return _Decimal(data.decode())
