"""Rows: tuples with names, as asyncpg has them in C."""


class RecordDescriptor:
    """The names of the columns that records of one statement share."""

    __slots__ = ("places", "names")

    def __init__(self, mapping, names):
        self.places, self.names = mapping or {}, names

    def record_of(self, kind, values):
        """Makes a record of that class; `values` is a tuple."""
        made = object.__new__(kind)
        _set_descriptor(made, self)
        _set_values(made, values)
        return made


class Record:
    """A row of a result."""

    __slots__ = ("__descriptor", "__values")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'asyncpg.protocol.record.Record' instances")

    def get(self, *args, **kwargs):
        if kwargs and not args or not 1 <= len(args) <= 2:
            raise TypeError(f"Record.get() expected 1 or 2 arguments, got {len(args)}")
        if kwargs:
            raise TypeError("Record.get() takes no keyword arguments")
        place = self.__descriptor.places.get(args[0])
        if place is None:
            return args[1] if len(args) > 1 else None
        return self.__values[place]

    def keys(self):
        return iter(self.__descriptor.names)

    def values(self):
        return RecordIterator(self.__values)

    def items(self):
        return RecordItemsIterator(tuple(zip(self.__descriptor.names, self.__values)))

    def __getitem__(self, key):
        if isinstance(key, int):
            try:
                return self.__values[key]
            except IndexError:
                raise IndexError("record index out of range") from None
        if isinstance(key, slice):
            return self.__values[key]
        # The last column of a name is the one that is found by it.
        place = self.__descriptor.places.get(key)
        if place is None:
            raise KeyError(key)
        try:
            return self.__values[place]
        except (IndexError, TypeError):
            raise RuntimeError("invalid record descriptor") from None

    def __contains__(self, key):
        return key in self.__descriptor.places

    def __iter__(self):
        return RecordIterator(self.__values)

    def __len__(self):
        return len(self.__values)

    def __hash__(self):
        return hash(self.__values)

    def __eq__(self, other):
        return self.__compared(tuple.__eq__, other)

    def __ne__(self, other):
        return self.__compared(tuple.__ne__, other)

    def __lt__(self, other):
        return self.__compared(tuple.__lt__, other)

    def __le__(self, other):
        return self.__compared(tuple.__le__, other)

    def __gt__(self, other):
        return self.__compared(tuple.__gt__, other)

    def __ge__(self, other):
        return self.__compared(tuple.__ge__, other)

    def __compared(self, compare, other):
        if isinstance(other, Record):
            other = other.__values
        elif not isinstance(other, tuple):
            return NotImplemented
        return compare(self.__values, other)

    def __repr__(self):
        if len(self.__descriptor.names) < len(self.__values):
            raise RuntimeError("invalid record mapping")
        shown = [f" {name}={value!r}" for name, value in zip(self.__descriptor.names, self.__values)]
        return f"<{type(self).__name__}{''.join(shown)}>"

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {_named(type(self))} objects")

    def __getattr__(self, name):
        raise AttributeError(f"'{_named(type(self))}' object has no attribute '{name}'", name=name, obj=self)


def _named(kind):
    """The name of a class as messages of CPython have it: with its module, if it is one of those made in C."""
    return "asyncpg.protocol.record.Record" if kind is Record else kind.__name__


_set_descriptor = Record.__dict__["_Record__descriptor"].__set__
_set_values = Record.__dict__["_Record__values"].__set__


class RecordIterator:
    """An iterator of values."""

    __slots__ = ("_values", "_place")

    def __init__(self, values):
        self._values, self._place = values, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._place >= len(self._values):
            raise StopIteration
        self._place += 1
        return self._values[self._place - 1]

    def __length_hint__(self):
        return len(self._values) - self._place


class RecordItemsIterator(RecordIterator):
    """An iterator of pairs of a name and a value."""

    __slots__ = ()
