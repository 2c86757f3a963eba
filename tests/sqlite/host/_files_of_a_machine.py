"""`_sqlite_files` over the files of the machine, for CPython's own tests."""

import os
import time

_open = {}
_latest = 0


def _opened(path, flags):
    global _latest
    try:
        if path is None:
            import tempfile

            number = os.dup(tempfile.TemporaryFile().fileno())
        else:
            access = os.O_RDWR if flags & 2 else os.O_RDONLY
            number = os.open(_name(path), access | (os.O_CREAT if flags & 4 else 0) | (os.O_EXCL if flags & 16 else 0), 0o644)
    except OSError:
        return 14, 0, 0, 0
    _latest += 1
    _open[_latest] = number
    return 0, _latest, os.fstat(number).st_ino, flags & 3


def _name(path):
    return path.encode("utf-8", "surrogateescape")


def _write(number, offset, data):
    os.pwrite(_open[number], data, offset)
    return 0


def _truncate(number, size):
    os.ftruncate(_open[number], size)
    return 0


def _delete(path):
    try:
        os.unlink(_name(path))
    except OSError:
        return 5898
    return 0


FILES = {
    "open": _opened,
    "close": lambda number: os.close(_open.pop(number)),
    "read": lambda number, length, offset: os.pread(_open[number], length, offset),
    "write": _write,
    "truncate": _truncate,
    "size": lambda number: os.fstat(_open[number]).st_size,
    "delete": _delete,
    "access": lambda path, flags: int(os.path.isfile(_name(path))),
    "whole": lambda path: os.path.abspath(path),
    "now": lambda: time.time() * 1000,
    "random": os.urandom,
}
