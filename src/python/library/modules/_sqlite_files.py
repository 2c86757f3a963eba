"""SQLite's files are those of the program, in memory: read and written where every other file of the program's is.

None of these functions waits, and none raises: SQLite stands in the midst of an operation."""

import time

import _files

OK, IOERR, FULL, CANTOPEN, IOERR_READ, IOERR_DELETE_NOENT = 0, 10, 13, 14, 266, 5898
_READONLY, _READWRITE, _CREATE, _EXCLUSIVE, _DELETE_ON_CLOSE = 1, 2, 4, 16, 8

# Open files by numbers.
_open = {}
_latest = 0


def _opened(path, flags):
    """The code of a failure, or 0, the number of the open file, that of the file itself, and the flags by which it is open."""
    global _latest
    try:
        if path is None:
            node = _files.Node()
        elif flags & _CREATE:
            node = _files.opened(path, "x" if flags & _EXCLUSIVE else "a")
        else:
            node = _files.opened(path, "r")
        len(node.data)
    except Exception:
        return CANTOPEN, 0, 0, 0
    _latest += 1
    _open[_latest] = node
    return OK, _latest, node.number, flags & (_READONLY | _READWRITE)


def _close(number):
    _open.pop(number, None)


def _read(number, length, offset):
    return bytes(_open[number].data[offset : offset + length])


def _grown(node, more):
    """Counts the bytes by which a file grows; false if there is no room."""
    try:
        _files.grow(more, "")
        return True
    except OSError:
        return False


def _write(number, offset, data):
    node = _open[number]
    content = node.data
    if offset + len(data) > len(content):
        if not _grown(node, offset + len(data) - len(content)):
            return FULL
        content.extend(bytes(offset + len(data) - len(content)))
    content[offset : offset + len(data)] = data
    node.modified = _files._now()
    return OK


def _truncate(number, size):
    node = _open[number]
    _grown(node, min(0, size - len(node.data)))
    del node.data[size:]
    node.modified = _files._now()
    return OK


def _size(number):
    return len(_open[number].data)


def _delete(path):
    try:
        _files.remove(path)
    except Exception:
        return IOERR_DELETE_NOENT
    return OK


def _access(path, flags):
    try:
        return int(_files.find(path).entries is None)
    except Exception:
        return 0


def _whole(path):
    try:
        return _files.whole(path)
    except Exception:
        return path


def _now():
    return time.time() * 1000


def _random(count):
    import os

    return os.urandom(count)


FILES = {
    "open": _opened,
    "close": _close,
    "read": _read,
    "write": _write,
    "truncate": _truncate,
    "size": _size,
    "delete": _delete,
    "access": _access,
    "whole": _whole,
    "now": _now,
    "random": _random,
}
