"""Pipes and sockets by their numbers, as `os` and `open` have them."""

import _network
import _thread_files
import io

# Numbers of files that do not block.
_not_blocking = set()

_IN, _OUT = 1, 4


def pipe(flags=0):
    _thread_files.reach_network()
    numbers = _network.open_pipe()
    for number in numbers:
        set_blocking(number, not flags & 0o4000)
    return numbers


def set_blocking(fd, blocking):
    (_not_blocking.discard if blocking else _not_blocking.add)(fd)


def get_blocking(fd):
    return fd not in _not_blocking


def _do(fd, events, operation, value):
    _thread_files.reach_network()
    while True:
        try:
            return operation(fd, value)
        except BlockingIOError:
            if fd in _not_blocking:
                raise
        _thread_files.wait_for_files([(fd, events)], None)


def read(fd, length):
    if length < 0:
        raise OSError(22, "Invalid argument")
    return _do(fd, _IN, _network.read, length)


def write(fd, data):
    data = bytes(data)
    count = _do(fd, _OUT, _network.write, data)
    # A file that blocks takes all of it.
    while count < len(data) and fd not in _not_blocking:
        count += _do(fd, _OUT, _network.write, data[count:])
    return count


def close(fd):
    _thread_files.reach_network()
    _not_blocking.discard(fd)
    _network.close(fd)


def duplicate(fd):
    number = _network.duplicate(fd)
    set_blocking(number, get_blocking(fd))
    return number


class File(io.RawIOBase):
    """An open pipe or socket."""

    def __init__(self, number, reads, writes, owns):
        self.name, self.mode = number, "rb+" if reads and writes else "wb" if writes else "rb"
        self._reads, self._writes, self._owns = reads, writes, owns

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def fileno(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self.name

    def readinto(self, buffer):
        if not self._reads:
            raise io.UnsupportedOperation("not readable")
        try:
            data = read(self.name, len(buffer))
        except BlockingIOError:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        if not self._writes:
            raise io.UnsupportedOperation("not writable")
        try:
            return write(self.name, data)
        except BlockingIOError:
            return None

    def close(self):
        if not self.closed:
            super().close()
            if self._owns:
                close(self.name)
