"""The class of UUIDs that asyncpg returns. The codecs that it has beside this in C are in `asyncpg.protocol._codecs`."""

import uuid

_DIGITS = frozenset("0123456789abcdefABCDEF")


def bytes_of_text(text):
    """The bytes of a UUID written in digits and dashes."""
    if not 32 <= len(text) <= 36:
        raise ValueError(f"invalid UUID {text!r}: length must be between 32..36 characters, got {len(text)}")
    digits = text.replace("-", "")
    for digit in digits:
        if digit not in _DIGITS:
            raise ValueError(f"invalid UUID {text!r}: unexpected character {digit!r}")
    if len(digits) < 32:
        raise ValueError(f"invalid UUID {text!r}: decodes to less than 16 bytes")
    if len(digits) > 32:
        raise ValueError(f"invalid UUID {text!r}: decodes to more than 16 bytes")
    return bytes.fromhex(digits)


class UUID(uuid.UUID):
    """A UUID, made from its bytes or its text."""

    __slots__ = ()

    def __init__(self, inp):
        if isinstance(inp, bytes):
            if len(inp) != 16:
                raise ValueError(f"16 bytes were expected, got {len(inp)}")
        elif isinstance(inp, str):
            inp = bytes_of_text(inp)
        else:
            raise TypeError(f"a bytes or str object expected, got {inp!r}")
        super().__init__(bytes=inp)

    def __reduce__(self):
        return type(self), (self.bytes,)
