"""Arrays, ranges and composite types: their encoders and decoders are made for the codecs of their elements."""

import struct
from collections.abc import Iterable, Mapping, Sequence, Sized

from asyncpg import exceptions
from asyncpg import types

from . import _texts
from ._type_names import BUILTIN_TYPE_OID_MAP

_INT4 = struct.Struct("!i")
_NULL = _INT4.pack(-1)
_MOST_DIMENSIONS = 6


def sized(data):
    """A value as it is sent: behind its size."""
    return _NULL if data is None else _INT4.pack(len(data)) + data


def pieces(data, at, count):
    """The next so many values, each with its size before it; `None` is NULL."""
    found = []
    for _ in range(count):
        (size,) = _INT4.unpack_from(data, at)
        at += 4
        if size < 0:
            found.append(None)
        else:
            found.append(data[at : at + size])
            at += size
    return found, at


# --- Arrays ---


def _is_array(value):
    is_plain = isinstance(value, (str, bytes, bytearray, memoryview, Mapping))
    return isinstance(value, Iterable) and isinstance(value, Sized) and not is_plain


def _shape(value, dimensions):
    """Appends how many elements each dimension has. A tuple in an array is a record, and no array."""
    if len(dimensions) >= _MOST_DIMENSIONS:
        raise ValueError(f"number of array dimensions ({len(dimensions) + 1}) exceed the maximum expected ({_MOST_DIMENSIONS})")
    dimensions.append(len(value))
    length = None
    for item in value:
        if _is_array(item) and not isinstance(item, tuple):
            if length is None:
                length = len(item)
                _shape(item, dimensions)
            elif len(item) != length:
                raise ValueError("non-homogeneous array")
        elif length is not None and length >= 0:
            raise ValueError("non-homogeneous array")
        else:
            length = -1
    return dimensions


def _shape_of(value):
    if not _is_array(value):
        raise TypeError(f"a sized iterable container expected (got type {type(value).__name__!r})")
    return _shape(value, [])


def array_encoder(oid, encode_element):
    def element(settings, value, where):
        if value is None:
            return _NULL
        try:
            return sized(encode_element(settings, value))
        except TypeError as error:
            raise ValueError(f"invalid array element{where}: {error.args[0]}") from None

    def elements(settings, value, depth):
        if depth:
            return b"".join([elements(settings, item, depth - 1) for item in value])
        return b"".join([element(settings, item, "") for item in value])

    def encode(settings, value):
        dimensions = _shape_of(value)
        if len(dimensions) == 1:
            data = b"".join([element(settings, item, f" at index {place}") for place, item in enumerate(value)])
        else:
            data = elements(settings, value, len(dimensions) - 1)
        bounds = b"".join([struct.pack("!ii", length, 1) for length in dimensions])
        return struct.pack("!iiI", len(dimensions), 0, oid) + bounds + data

    return encode


def array_decoder(decode_element):
    def decode(settings, data):
        count = _INT4.unpack_from(data)[0]
        if count == 0:
            return []
        if not 0 < count <= _MOST_DIMENSIONS:
            raise exceptions.ProtocolError(
                f"number of array dimensions ({count}) exceed the maximum expected ({_MOST_DIMENSIONS})"
                if count > 0
                else f"unexpected array dimensions value: {count}"
            )
        dimensions = struct.unpack_from(f"!{2 * count}i", data, 12)[::2]
        total = 1
        for length in dimensions:
            total *= length
        found = pieces(data, 12 + 8 * count, total)[0]
        found = [None if item is None else decode_element(settings, item) for item in found]
        for length in dimensions[:0:-1]:
            found = [found[at : at + length] for at in range(0, len(found), length)] if found else found
        return found

    return decode


def text_array_encoder(encode_element, delimiter):
    def encode(settings, value):
        dimensions = _shape_of(value)

        def literal(value, depth):
            if depth:
                items = [literal(item, depth - 1) for item in value]
            else:
                items = [element(item) for item in value]
            return "{" + f"{delimiter} ".join(items) + "}"

        def element(item):
            if item is None:
                return "NULL"
            try:
                return _texts.quoted(_texts.decode_text(settings, encode_element(settings, item)), delimiter)
            except TypeError as error:
                raise ValueError(f"invalid array element: {error.args[0]}") from None

        return _texts.encode_text(settings, literal(value, len(dimensions) - 1))

    return encode


def text_array_decoder(decode_element, delimiter):
    def decode(settings, data):
        text = _texts.decode_text(settings, data)
        try:
            return _texts.parsed(text, delimiter, lambda item: decode_element(settings, _texts.encode_text(settings, item)))
        except ValueError as error:
            raise exceptions.ProtocolError(f"malformed array literal {text!r}: {error.args[0]}")

    return decode


# --- Ranges ---

_EMPTY, _LOWER_INCLUSIVE, _UPPER_INCLUSIVE, _NO_LOWER, _NO_UPPER = 1, 2, 4, 8, 16


def _bounds(value):
    """The flags of a range, and its two bounds."""
    if isinstance(value, (tuple, list)):
        if len(value) > 2:
            raise ValueError(f"expected 0, 1 or 2 elements in range (got {len(value)})")
        if not value:
            return _EMPTY, None, None
        if len(value) == 1:
            return _LOWER_INCLUSIVE | _NO_UPPER, value[0], None
        lower, upper = value
        flags = _LOWER_INCLUSIVE | _UPPER_INCLUSIVE
        return flags | (lower is None) * _NO_LOWER | (upper is None) * _NO_UPPER, lower, upper
    if not isinstance(value, types.Range):
        raise TypeError(f"list, tuple or Range object expected (got type {type(value)})")
    if value.isempty:
        return _EMPTY, None, None
    lower = _LOWER_INCLUSIVE if value.lower_inc else (value.lower is None) * _NO_LOWER
    upper = _UPPER_INCLUSIVE if value.upper_inc else (value.upper is None) * _NO_UPPER
    return lower | upper, value.lower, value.upper


def range_encoder(encode_element):
    def encode(settings, value):
        flags, lower, upper = _bounds(value)
        data = bytes([flags])
        if not flags & (_EMPTY | _NO_LOWER):
            data += sized(encode_element(settings, lower))
        if not flags & (_EMPTY | _NO_UPPER):
            data += sized(encode_element(settings, upper))
        return data

    return encode


def range_decoder(decode_element):
    def decode(settings, data):
        flags, at = data[0], 1
        bounds = []
        for absent in (_NO_LOWER, _NO_UPPER):
            bound = None
            if not flags & (_EMPTY | absent):
                (bound,), at = pieces(data, at, 1)
            bounds.append(None if bound is None else decode_element(settings, bound))
        return types.Range(
            lower=bounds[0],
            upper=bounds[1],
            lower_inc=bool(flags & _LOWER_INCLUSIVE),
            upper_inc=bool(flags & _UPPER_INCLUSIVE),
            empty=bool(flags & _EMPTY),
        )

    return decode


def multirange_encoder(encode_element):
    encode_range = range_encoder(encode_element)

    def encode(settings, value):
        if not isinstance(value, Sequence):
            raise TypeError(f"expected a sequence (got type {type(value).__name__!r})")
        return _INT4.pack(len(value)) + b"".join([sized(encode_range(settings, item)) for item in value])

    return encode


def multirange_decoder(decode_element):
    decode_range = range_decoder(decode_element)

    def decode(settings, data):
        (count,) = _INT4.unpack_from(data)
        return [decode_range(settings, item) for item in pieces(data, 4, count)[0]]

    return decode


# --- Composite types ---


def composite_encoder(name, places, oids, codecs):
    def encode(settings, value):
        if isinstance(value, Mapping):
            values = [None] * len(oids)
            for field in value:
                if field not in places:
                    raise ValueError(f"{field!r} is not a valid element of composite type {name}") from None
                values[places[field]] = value[field]
            value = values
        data = _INT4.pack(len(value))
        for place, item in enumerate(value):
            data += struct.pack("!I", oids[place])
            data += _NULL if item is None else sized(codecs[place].encode(settings, item))
        return data

    return encode


def composite_decoder(codec, oids, codecs, descriptor, kind):
    def decode(settings, data):
        (count,) = _INT4.unpack_from(data)
        if count != len(oids):
            raise exceptions.OutdatedSchemaCacheError(
                f"unexpected number of attributes of composite type: {count}, expected {len(oids)}",
                schema=codec.schema,
                data_type=codec.name,
            )
        at, values = 4, []
        for place, oid in enumerate(oids):
            (received,) = struct.unpack_from("!I", data, at)
            if received != oid:
                received, expected = (BUILTIN_TYPE_OID_MAP.get(each, each) for each in (received, oid))
                raise exceptions.OutdatedSchemaCacheError(
                    f"unexpected data type of composite type attribute {place}: {received!r}, expected {expected!r}",
                    schema=codec.schema,
                    data_type=codec.name,
                    position=place,
                )
            (item,), at = pieces(data, at + 4, 1)
            values.append(None if item is None else codecs[place].decode(settings, item))
        return descriptor.record_of(kind, tuple(values))

    return decode


def encode_record(settings, value):
    raise exceptions.UnsupportedClientFeatureError(
        "input of anonymous composite types is not supported",
        hint="Consider declaring an explicit composite type and using it to cast the argument.",
        detail="PostgreSQL does not implement anonymous composite type input.",
    )


def decode_record(settings, data):
    (count,) = _INT4.unpack_from(data)
    at, values = 4, []
    for place in range(count):
        (oid,) = struct.unpack_from("!I", data, at)
        (item,), at = pieces(data, at + 4, 1)
        if item is not None:
            codec = settings.get_data_codec(oid)
            if codec is None or not codec.has_decoder():
                raise exceptions.InternalClientError(
                    f"no decoder for composite type element in position {place} of type OID {oid}"
                )
            item = codec.decode(settings, item)
        values.append(item)
    return tuple(values)
