"""Values and arrays that processes share: objects which all processes see, with the types of `ctypes` by their letters."""

import array

import _processes
import _process_threads

from . import context, get_context

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_WHOLE = {letter: (bits, signed) for letter, bits, signed in (
    ("b", 8, True), ("B", 8, False), ("h", 16, True), ("H", 16, False), ("i", 32, True), ("I", 32, False),
    ("l", 64, True), ("L", 64, False), ("q", 64, True), ("Q", 64, False),
)}


def _converted(letter, value):
    """A value as it is stored: whole numbers wrap, as those of `ctypes` do."""
    if letter in _WHOLE:
        if not isinstance(value, int):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        bits, signed = _WHOLE[letter]
        value &= (1 << bits) - 1
        return value - (1 << bits) if signed and value >> (bits - 1) else value
    if letter in "fd":
        if not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        return array.array(letter, [value])[0]
    if letter == "c":
        if not isinstance(value, (bytes, int)) or isinstance(value, bytes) and len(value) != 1:
            raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
        return bytes([value]) if isinstance(value, int) else value
    if letter == "?":
        return bool(value)
    return value


def _letter(kind):
    if not isinstance(kind, str):
        kind = getattr(kind, "_type_", None)
    if not isinstance(kind, str) or kind not in "?cbBhHiIlLqQfdu":
        from _limits import refuse

        refuse("Types of ctypes but for their letters are")
    return kind


class _Shared:
    def __reduce__(self):
        context.assert_spawning(self)
        return _processes.shared_of, (_processes.number_of(self),)


class _Value(_Shared):
    def __init__(self, kind, value=0):
        self._letter = _letter(kind)
        self._taker = _process_threads.Taker()
        self._value = _converted(self._letter, value if self._letter != "c" or value else b"\0")

    @property
    def value(self):
        self._taker.take()
        return self._value

    @value.setter
    def value(self, value):
        self._taker.take()
        self._value = _converted(self._letter, value)


class _Array(_Shared):
    def __init__(self, kind, size_or_items):
        self._letter = _letter(kind)
        self._taker = _process_threads.Taker()
        if isinstance(size_or_items, int):
            size_or_items = [b"\0" if self._letter == "c" else 0] * size_or_items
        self._items = [_converted(self._letter, item) for item in size_or_items]

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        self._taker.take()
        return b"".join(self._items[index]) if self._letter == "c" and isinstance(index, slice) else self._items[index]

    def __setitem__(self, index, value):
        self._taker.take()
        if isinstance(index, slice):
            value = [_converted(self._letter, item) for item in value]
            if len(value) != len(self._items[index]):
                raise ValueError("Can only assign sequence of same size")
            self._items[index] = value
        else:
            self._items[index] = _converted(self._letter, value)

    def __iter__(self):
        return (self[index] for index in range(len(self)))

    @property
    def value(self):
        return self[:].partition(b"\0")[0]

    @value.setter
    def value(self, value):
        self[: len(value)] = value


class _Synchronized(_Shared):
    """A value with its lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context()).RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


class Synchronized(_Synchronized):
    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(_Synchronized):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self._lock:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self._lock:
            self._obj[index] = value

    def __iter__(self):
        return (self[index] for index in range(len(self)))


class SynchronizedString(SynchronizedArray, Synchronized):
    pass


def RawValue(typecode_or_type, *args):
    return _Value(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    return _Array(typecode_or_type, size_or_initializer)


def synchronized(obj, lock=None, ctx=None):
    if isinstance(obj, _Value):
        return Synchronized(obj, lock, ctx)
    return (SynchronizedString if obj._letter == "c" else SynchronizedArray)(obj, lock, ctx)


def _locked(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(obj, lock, ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    return _locked(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    return _locked(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    return _Value(obj._letter, obj._value) if isinstance(obj, _Value) else _Array(obj._letter, obj._items)
