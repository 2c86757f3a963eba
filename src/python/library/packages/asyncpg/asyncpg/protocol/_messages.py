"""The messages of PostgreSQL's protocol (version 3): a letter, a length and a body, but for the first one of a connection."""

import struct

_HEAD = struct.Struct("!cI")
_COUNT = struct.Struct("!H")


def message(letter, body=b""):
    return _HEAD.pack(letter, len(body) + 4) + body


def text(value):
    """A text as messages have it, with a zero behind it."""
    return value.encode() + b"\0"


SYNC, FLUSH, TERMINATE, COPY_DONE = message(b"S"), message(b"H"), message(b"X"), message(b"c")


def startup(parameters):
    body = struct.pack("!HH", 3, 0) + b"".join([text(each) for pair in parameters for each in pair]) + b"\0"
    return struct.pack("!I", len(body) + 4) + body


def query(statement):
    return message(b"Q", text(statement))


def parse(name, statement):
    return message(b"P", text(name) + text(statement) + b"\0\0")


def describe(name):
    return message(b"D", b"S" + text(name))


def bind(portal, statement, arguments):
    return message(b"B", text(portal) + text(statement) + arguments)


def execute(portal, limit):
    return message(b"E", text(portal) + struct.pack("!i", limit))


def close(letter, name):
    return message(b"C", letter + text(name))


# What a statement without arguments is bound with.
NO_ARGUMENTS = b"\0" * 6


class Inbox:
    """What has arrived, from which messages are taken as they become complete."""

    def __init__(self):
        self._data, self._at = bytearray(), 0

    def feed(self, data):
        if self._at:
            del self._data[: self._at]
            self._at = 0
        self._data += data

    def take(self, letter=None):
        """The next message that is complete, as its letter and its body; only one of a letter, if that is asked for."""
        rest = len(self._data) - self._at
        if rest < 5:
            return None
        found, size = _HEAD.unpack_from(self._data, self._at)
        if rest < size + 1 or letter is not None and found != letter:
            return None
        begin, self._at = self._at + 5, self._at + size + 1
        return found, bytes(self._data[begin : self._at])

    def is_complete(self):
        """Tells if another message is."""
        rest = len(self._data) - self._at
        return rest >= 5 and rest > _HEAD.unpack_from(self._data, self._at)[1]


def fields(body):
    """The fields of an error or a notice, by their letters."""
    parts = body.split(b"\0")
    return {part[:1].decode(): part[1:].decode() for part in parts if part}


def texts(body, encoding="utf-8"):
    """The texts in a body, each of which has a zero behind it."""
    return [part.decode(encoding) for part in body.split(b"\0")[:-1]]


def parameters(body):
    """The numbers of the types of a statement's parameters."""
    (count,) = _COUNT.unpack_from(body)
    return list(struct.unpack_from(f"!{count}I", body, 2))


def columns(body):
    """The columns of a result: the name of each, as bytes, and the number of its type."""
    at, found = 2, []
    for _ in range(_COUNT.unpack_from(body)[0]):
        end = body.index(b"\0", at)
        # Behind the name: its table, its place in that, its type, the size and the modifier of that, and its format.
        found.append((body[at:end], struct.unpack_from("!IHIhih", body, end + 1)[2]))
        at = end + 19
    return found
