"""Files in memory: the folder /home, in which a program begins and finds what is beside it, and /tmp, empty at first."""

import _loopline
import _network
import _process_threads

import io
# Imported before `posixpath`: each takes names from the other, and this order works.
import os
import posixpath
import stat as st

# The most bytes in all files together.
MAX_BYTES = 16 << 20

_MESSAGES = {
    2: "No such file or directory",
    6: "No such device or address",
    9: "Bad file descriptor",
    13: "Permission denied",
    17: "File exists",
    20: "Not a directory",
    21: "Is a directory",
    22: "Invalid argument",
    27: "File too large",
    28: "No space left on device",
    39: "Directory not empty",
    98: "Address already in use",
}
_HINT = (
    "This playground has no files but those beside the program and those that it writes itself, into /home or /tmp, "
    "while it runs."
)


# The moment at which every program begins, in nanoseconds: that of the files which it finds.
EPOCH = 1_767_225_600 * 10**9


class Node:
    """A file, or a folder if it has entries."""

    numbers = 1

    def __init__(self, entries=None, beside=None, moment=0):
        self.entries = entries
        # Path of a file beside the program whose content was not asked for yet.
        self.beside = beside
        self._data = bytearray()
        self.number = Node.numbers = Node.numbers + 1
        self.mode = 0o644 if entries is None else 0o755
        # True for the name of a socket.
        self.is_socket = False
        self.accessed = self.modified = moment or EPOCH


    @property
    def data(self):
        if self.beside is not None:
            content = _loopline.folder_file(self.beside)
            if content is None:
                raise failed(27, self.beside)
            self.beside, self._data = None, bytearray(content)
        return self._data


def _now():
    import time

    return time.time_ns()


class Device(Node):
    """A file in `/dev`: `read` makes what is read from it, and what is written into it is gone. One with a stream is that one."""

    def __init__(self, read=bytes, stream=None):
        super().__init__()
        self.mode = 0o666
        self.read = read if stream is None else bytes
        self.stream = stream

    @property
    def data(self):
        return bytearray()


HOME = "/home"
_DEVICES = {
    "null": Device(lambda count: b""),
    "zero": Device(bytes),
    "urandom": Device(_loopline.random_bytes),
    "random": Device(_loopline.random_bytes),
    # There is no terminal.
    "tty": Device(stream=-1),
    "stdin": Device(stream=0),
    "stdout": Device(stream=1),
    "stderr": Device(stream=2),
    "fd": Node({str(stream): Device(stream=stream) for stream in range(3)}),
}
root = Node({"home": Node({}), "tmp": Node({}), "dev": Node(_DEVICES)})
folder = HOME
used = 0


def begin():
    """Puts what is beside the program into its folder."""
    for path in _loopline.folder():
        *above, name = path.split("/")
        parent = root.entries["home"]
        for part in above:
            parent = parent.entries.setdefault(part, Node({}))
        parent.entries[name] = Node(beside=path)


def message(number):
    return _MESSAGES.get(number)


def failed(number, path, other=None, hint=False):
    path, other = (name if name is None or isinstance(name, int) else os.fspath(name) for name in (path, other))
    names = (path, None, other) if other is not None else () if path is None else (path,)
    error = OSError(number, _MESSAGES[number], *names)
    if hint:
        error.add_note(_HINT)
    return error


def text_of(path):
    return os.fsdecode(path)


def whole(path):
    """The path from the root, without dots."""
    return posixpath.normpath(posixpath.join(folder, text_of(path)))


def names(path):
    return [name for name in whole(path).split("/") if name]


def find(path):
    """The node of a path."""
    if not text_of(path):
        raise failed(2, path)
    if "\0" in text_of(path):
        raise ValueError("embedded null byte")
    node = root
    for name in names(path):
        if node.entries is None:
            raise failed(20, path)
        if name not in node.entries:
            # The hint is added since the program expects a file of its reader's machine.
            raise failed(2, path, hint=True)
        node = node.entries[name]
    return node


def _look(path):
    """Looks at what other processes may change; nothing is ever added beside the first folders."""
    if (names(path) or [""])[0] in root.entries:
        _process_threads.look()


def place(path):
    """The folder in which a path's last name stands or may be made, and the name."""
    _process_threads.look()
    *above, name = names(path) or [""]
    parent = root
    for part in above:
        parent = (parent.entries or {}).get(part)
        if parent is None:
            raise failed(2, path, hint=above[0] not in root.entries)
    if parent.entries is None:
        raise failed(20, path)
    if parent is root or above[0] == "dev" and name not in parent.entries:
        raise failed(13, path, hint=True)
    return parent, name


def grow(more, path):
    global used
    if used + more > MAX_BYTES:
        raise failed(28, path)
    used += more


@io.FileIO.register
class Raw(io.RawIOBase):
    """An open file."""

    def __init__(self, node, path, mode, reads, writes, appends):
        self.name, self.mode = path, mode
        self._node, self._at, self._reads, self._writes, self._appends = node, 0, reads, writes, appends
        # The number by which `os` knows it, once it was asked for.
        self.number = None

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def readinto(self, buffer):
        if not self._reads:
            raise io.UnsupportedOperation("not readable")
        _process_threads.look()
        if isinstance(self._node, Device):
            data = self._node.read(len(buffer))
        else:
            data = self._node.data[self._at : self._at + len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def write(self, data):
        if not self._writes:
            raise io.UnsupportedOperation("not writable")
        _process_threads.look()
        data, node = bytes(data), self._node
        if isinstance(node, Device):
            return len(data)
        at = len(node.data) if self._appends else self._at
        grow(max(0, at + len(data) - len(node.data)), self.name)
        if at > len(node.data):
            node.data.extend(bytes(at - len(node.data)))
        node.data[at : at + len(data)] = data
        node.modified = _now()
        self._at = at + len(data)
        return len(data)

    def seek(self, offset, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        at = offset + (0, self._at, len(self._node.data))[whence]
        if at < 0:
            raise failed(22, self.name)
        self._at = at
        return at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        _process_threads.look()
        size = self._at if size is None else size
        grow(size - len(self._node.data), self.name)
        del self._node.data[size:]
        self._node.data.extend(bytes(size - len(self._node.data)))
        return size

    def isatty(self):
        return False

    def fileno(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if self.number is None:
            self.number = _network.reserve()
            numbered[self.number] = self
        return self.number

    def close(self):
        if numbered.pop(self.number, None) is not None:
            _network.close(self.number)
        super().close()


def opened(path, mode):
    """The node to be opened by a mode's letter, made or emptied if it says so."""
    if mode == "r":
        _look(path)
        node = find(path)
    else:
        parent, name = place(path)
        node = parent.entries.get(name)
        if node is None:
            node = parent.entries[name] = Node(moment=_now())
            parent.modified = _now()
        elif mode == "x":
            raise failed(17, path)
    if node.entries is not None:
        raise failed(21, path)
    if node.is_socket:
        raise failed(6, path)
    if mode == "w":
        grow(-len(node.data), path)
        node.data.clear()
        node.modified = _now()
    return node


def _stream_of(path):
    """The number of the standard stream that a path is a name of, if it is."""
    name = whole(path)
    if not name.startswith("/dev/"):
        return None
    node = find(path)
    stream = node.stream if isinstance(node, Device) else None
    if stream == -1:
        raise failed(6, path)
    return stream


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    path = file if isinstance(file, (str, bytes, int)) else os.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters, binary, updating = set(mode), "b" in mode, "+" in mode
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    if binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    kinds = letters & set("axrw")
    if not kinds:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if len(kinds) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    for name, given in (("encoding", encoding), ("errors", errors), ("newline", newline)):
        if binary and given is not None:
            raise ValueError(f"binary mode doesn't take {'an' if name[0] == 'e' else 'a'} {name} argument")
    if buffering == 0 and not binary:
        raise ValueError("can't have unbuffered text I/O")
    kind = kinds.pop()
    reads, writes = kind == "r" or updating, kind != "r" or updating
    if opener is not None:
        path = opener(path, _flags(kind, reads, writes))
    stream = None if isinstance(path, int) else _stream_of(path)
    if stream is not None:
        path, closefd = stream, False
    if isinstance(path, int):
        raw = of_number(path, closefd, reads, writes)
    else:
        raw = Raw(opened(path, kind), path, f"{kind}b{'+' * updating}", reads, writes, kind == "a")
    if kind == "a" and raw.seekable():
        raw.seek(0, 2)
    if buffering == 0:
        return raw
    if updating:
        file = io.BufferedRandom(raw) if raw.seekable() else io.BufferedRWPair(raw, raw)
    else:
        file = io.BufferedWriter(raw) if writes else io.BufferedReader(raw)
    if binary:
        return file
    file = io.TextIOWrapper(file, encoding or "utf-8", errors, newline, line_buffering=buffering == 1)
    file.mode = mode
    return file


# --- Functions for `os` ---

# Files open by number.
numbered = {}


class Shared(io.RawIOBase):
    """An open file that is known by its number, and stays open when this is closed."""

    def __init__(self, raw):
        self._raw = raw
        self.name, self.mode = raw.name, raw.mode
        for name in ("readable", "writable", "seekable", "readinto", "write", "seek", "tell", "truncate", "fileno"):
            setattr(self, name, getattr(raw, name))


class Standard(io.RawIOBase):
    """A standard stream as a file of bytes."""

    def __init__(self, number):
        self.name, self.mode = number, "wb"

    def writable(self):
        return True

    def write(self, data):
        import os

        return os.write(self.name, data)

    def fileno(self):
        return self.name


class StandardInput(io.RawIOBase):
    """Standard input as bytes, a line at a time."""

    name, mode = "<stdin>", "rb"

    def __init__(self, text):
        self._text, self._rest = text, b""

    def readable(self):
        return True

    def fileno(self):
        return 0

    def readinto(self, buffer):
        data = self._rest or self._text.readline().encode()
        count = min(len(data), len(buffer))
        buffer[:count], self._rest = data[:count], data[count:]
        return count


def of_number(number, owns, reads=True, writes=True):
    """The open file of a number; if it is not owned, closing it leaves the number open."""
    if number == 0:
        import sys

        return StandardInput(sys.__stdin__)
    if number in (1, 2):
        return Standard(number)
    if _network.kind(number):
        import _pipes

        return _pipes.File(number, reads, writes, owns)
    raw = by_number(number)
    return raw if owns else Shared(raw)


def _flags(kind, reads, writes):
    """The flags with which an opener is called."""
    import os

    flags = os.O_RDWR if reads and writes else os.O_RDONLY if reads else os.O_WRONLY
    made = {"r": 0, "w": os.O_CREAT | os.O_TRUNC, "a": os.O_CREAT | os.O_APPEND, "x": os.O_CREAT | os.O_EXCL}
    return flags | made[kind]


def by_number(number):
    if number not in numbered:
        raise failed(9, None)
    return numbered[number]


def open_number(path, flags):
    stream = _stream_of(path)
    if stream is not None:
        return stream
    kind = "r"
    if flags & os.O_CREAT:
        kind = "x" if flags & os.O_EXCL else "a"
    node = opened(path, kind)
    access = flags & 3
    raw = Raw(node, path, "rb+", access != os.O_WRONLY, access != os.O_RDONLY, bool(flags & os.O_APPEND))
    if flags & os.O_TRUNC:
        raw.truncate(0)
    return raw.fileno()


def close_number(number):
    by_number(number).close()


def make_socket(path):
    """Makes the name of a socket."""
    parent, name = place(path)
    if name in parent.entries:
        raise failed(98, None)
    node = parent.entries[name] = Node(moment=_now())
    node.mode, node.is_socket = 0o755, True
    return node


def stat(path):
    if not isinstance(path, int):
        _look(path)
    elif kind := _network.kind(path):
        return {"socket": st.S_IFSOCK | 0o777, "pipe": st.S_IFIFO | 0o600}.get(kind, 0o600), path, 0, _now(), _now()
    return stat_of(by_number(path)._node if isinstance(path, int) else find(path))


def stat_of(node):
    kind = st.S_IFREG if node.entries is None else st.S_IFDIR
    if node.is_socket or isinstance(node, Device):
        kind = st.S_IFSOCK if node.is_socket else st.S_IFCHR
    size = len(node.data) if node.entries is None else 4096
    return kind | node.mode, node.number, size, node.accessed, node.modified


def chdir(path):
    global folder
    if find(path).entries is None:
        raise failed(20, path)
    folder = whole(path)


def listed(path):
    _process_threads.look()
    node = find(path)
    if node.entries is None:
        raise failed(20, path)
    return node.entries


def mkdir(path):
    above = names(path)
    if not above or len(above) == 1 and above[0] in root.entries:
        raise failed(17, path)
    parent, name = place(path)
    if name in parent.entries:
        raise failed(17, path)
    parent.entries[name] = Node({}, moment=_now())
    parent.modified = _now()


def rmdir(path):
    node = find(path)
    if node.entries is None:
        raise failed(20, path)
    if node.entries:
        raise failed(39, path)
    parent, name = place(path)
    del parent.entries[name]


def remove(path):
    node = find(path)
    if node.entries is not None:
        raise failed(21, path)
    parent, name = place(path)
    del parent.entries[name]
    grow(-len(node.data), path)


def rename(old, new):
    try:
        node = find(old)
        parent, name = place(old)
        target, called = place(new)
    except OSError as error:
        raise failed(error.errno, old, new) from None
    there = target.entries.get(called)
    if there is node:
        return
    if posixpath.commonpath([whole(old), whole(new)]) == whole(old):
        raise failed(22, old, new)
    if there is not None:
        if there.entries is None and node.entries is not None:
            raise failed(20, old, new)
        if there.entries is not None:
            if node.entries is None:
                raise failed(21, old, new)
            if there.entries:
                raise failed(39, old, new)
        grow(-len(there.data), new)
    del parent.entries[name]
    target.entries[called] = node
    parent.modified = target.modified = _now()
