"""The engine's bridge to SQLite, for CPython: to a process of node that has the page's SQLite (`host.mjs`)."""

import os
import pathlib
import struct
import subprocess
import threading

NONE, INTEGER, REAL, TEXT, BLOB, LIST, ROW = range(7)

_answers = None
_lock = threading.RLock()
_host = None


def _process():
    global _host
    if _host is None:
        command = ["node", pathlib.Path(__file__).with_name("host.mjs"), os.environ["SQLITE_FOLDER"]]
        _host = subprocess.Popen(command, stdin=-1, stdout=-1)
    return _host


def encoded(value):
    if value is None:
        return bytes([NONE])
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return bytes([INTEGER]) + struct.pack("<q", value)
    if isinstance(value, float):
        return bytes([REAL]) + struct.pack("<d", value)
    if isinstance(value, str):
        value = value.encode()
        return bytes([TEXT]) + struct.pack("<I", len(value)) + value
    if isinstance(value, bytes):
        return bytes([BLOB]) + struct.pack("<I", len(value)) + value
    return bytes([LIST]) + struct.pack("<I", len(value)) + b"".join(map(encoded, value))


def decoded(data, at=0):
    """The value that begins there, and where the next one does."""
    kind = data[at]
    if kind == NONE:
        return None, at + 1
    if kind == INTEGER:
        return struct.unpack_from("<q", data, at + 1)[0], at + 9
    if kind == REAL:
        return struct.unpack_from("<d", data, at + 1)[0], at + 9
    (length,) = struct.unpack_from("<I", data, at + 1)
    at += 5
    if kind in (TEXT, BLOB):
        value = data[at : at + length]
        if kind == TEXT:
            try:
                value = value.decode()
            except UnicodeDecodeError:
                value = [value]
        return value, at + length
    values, is_valid = [], True
    for _ in range(length):
        is_text = data[at] == TEXT
        value, at = decoded(data, at)
        is_valid = is_valid and not (is_text and type(value) is list)
        values.append(value)
    return tuple(values) if kind == ROW and is_valid else values, at


def _send(kind, data):
    host = _process()
    host.stdin.write(kind + struct.pack("<I", len(data)) + data)
    host.stdin.flush()


def _receive():
    head = _process().stdout.read(5)
    return head[:1], _host.stdout.read(struct.unpack("<I", head[1:])[0])


def sqlite(*call):
    data = encoded(call)
    with _lock:
        _send(b"c", data)
        while True:
            kind, data = _receive()
            if kind == b"a":
                return decoded(data)[0]
            if kind == b"e":
                raise RuntimeError(data.decode())
            _send(b"a", encoded(_answers(decoded(data)[0])))


def sqlite_answers(answer):
    global _answers
    _answers = answer
