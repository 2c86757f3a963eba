"""Texts, bytes and what is written as one of both."""

import re

from asyncpg.pgproto import pgproto
from asyncpg.pgproto import types


def encode_text(settings, value):
    if not isinstance(value, str):
        raise TypeError(f"expected str, got {type(value).__name__}")
    return value.encode() if settings.is_utf8 else settings.get_text_codec().encode(value)[0]


def decode_text(settings, data):
    return data.decode() if settings.is_utf8 else settings.get_text_codec().decode(data)[0]


def encode_bytea(settings, value):
    if type(value) is bytes:
        return value
    try:
        return bytes(memoryview(value))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'") from None


def decode_bytea(settings, data):
    return bytes(data)


def encode_void(settings, value):
    return b""


def decode_void(settings, data):
    return None


def encode_versioned(settings, value):
    """A jsonb or a jsonpath: a text behind the version of its format."""
    return b"\x01" + encode_text(settings, value)


def versioned(name):
    """The decoder of such a type."""

    def decode(settings, data):
        if data[0] != 1:
            raise ValueError(f"unexpected {name} format: {data[0]}")
        return decode_text(settings, data[1:])

    return decode


def encode_uuid(settings, value):
    if isinstance(value, str):
        return pgproto.bytes_of_text(value)
    return encode_bytea(settings, value.bytes)


def decode_uuid(settings, data):
    if len(data) != 16:
        raise TypeError(f"cannot decode UUID, expected 16 bytes, got {len(data)}")
    return pgproto.UUID(bytes(data))


def encode_bits(settings, value):
    if isinstance(value, types.BitString):
        data, count = value.bytes, len(value)
    else:
        data = encode_bytea(settings, value)
        count = len(data) * 8
    return count.to_bytes(4, "big") + data


def decode_bits(settings, data):
    return types.BitString.frombytes(bytes(data[4:]), int.from_bytes(data[:4], "big"))


def encode_hstore(settings, value):
    parts = [len(value).to_bytes(4, "big")]
    for key, item in value.items() if hasattr(value, "items") else value:
        if key is None:
            raise ValueError("null value not allowed in hstore key")
        key = encode_text(settings, key)
        parts += [len(key).to_bytes(4, "big"), key]
        if item is None:
            parts.append(b"\xff\xff\xff\xff")
        else:
            item = encode_text(settings, item)
            parts += [len(item).to_bytes(4, "big"), item]
    return b"".join(parts)


def decode_hstore(settings, data):
    at, found = 4, {}

    def piece():
        nonlocal at
        size = int.from_bytes(data[at : at + 4], "big", signed=True)
        at += 4
        if size < 0:
            return None
        at += size
        return decode_text(settings, data[at - size : at])

    for _ in range(int.from_bytes(data[:4], "big")):
        key = piece()
        if key is None:
            raise ValueError("null value not allowed in hstore key")
        found[key] = piece()
    return found


# --- Arrays that are sent as texts: {1, 2, NULL, "a b"} ---

_NEEDS_QUOTES = re.compile(r'["\\{}\s]')


def quoted(text, delimiter):
    """An element of such an array."""
    if not text or text.upper() == "NULL" or delimiter in text or _NEEDS_QUOTES.search(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def parsed(text, delimiter, element):
    """The elements of such an array, nested as they are; `element` decodes one. Fails with what is wrong with the text."""
    body = text.partition("=")[2] if text.startswith("[") else text
    pieces = re.compile(rf'\s*(?:(\{{)|(\}})|({re.escape(delimiter)})|"((?:[^"\\]|\\.)*)"|((?:[^{{}}"\\{re.escape(delimiter)}]|\\.)+))', re.DOTALL)
    at, open_lists, whole = 0, [], None
    while whole is None:
        match = pieces.match(body, at)
        if match is None:
            raise ValueError("unexpected end of string" if at >= len(body) else f"unexpected character {body[at]!r} at position {at + 1}")
        at = match.end()
        begins, ends, delimits, in_quotes, plain = match.groups()
        if begins:
            open_lists.append([])
        elif ends:
            if not open_lists:
                raise ValueError(f"unexpected character '}}' at position {at}")
            closed = open_lists.pop()
            if open_lists:
                open_lists[-1].append(closed)
            else:
                whole = closed
        elif delimits:
            continue
        elif not open_lists:
            raise ValueError(f"unexpected character {body[match.start()]!r} at position {match.start() + 1}")
        elif in_quotes is not None:
            open_lists[-1].append(element(re.sub(r"\\(.)", r"\1", in_quotes, flags=re.DOTALL)))
        elif plain.strip():
            plain = plain.strip()
            open_lists[-1].append(None if plain.upper() == "NULL" else element(re.sub(r"\\(.)", r"\1", plain)))
    return whole
