"""Rows by their columns' names."""


def _folded(name):
    """A name in which small letters of ASCII are capital ones, as SQLite compares names."""
    return name.upper() if name.isascii() else "".join(letter.upper() if letter.isascii() else letter for letter in name)


class Row:
    __module__ = "sqlite3"
    __slots__ = ("_description", "_data")

    def __new__(cls, cursor, data, /):
        from _sqlite_cursor import Cursor

        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        self = object.__new__(cls)
        self._description, self._data = cursor.description, data
        return self

    def keys(self):
        """Returns the keys of the row."""
        return [] if self._description is None else [column[0] for column in self._description]

    def __getitem__(self, index):
        if isinstance(index, (int, slice)):
            if isinstance(index, int) and not -(1 << 63) <= index < 1 << 63:
                raise IndexError(f"cannot fit '{type(index).__name__}' into an index-sized integer")
            return self._data[index]
        if isinstance(index, str):
            wanted = None
            for column, value in zip(self._description, self._data):
                name = column[0]
                if name == index:
                    return value
                wanted = _folded(index) if wanted is None else wanted
                if _folded(name) == wanted:
                    return value
            raise IndexError("No item with that key")
        if hasattr(index, "__index__"):
            return self._data[index.__index__()]
        raise IndexError("Index must be int or string")

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __hash__(self):
        return hash(self._description) ^ hash(self._data)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._data == other._data
