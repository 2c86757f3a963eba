"""Values that are read and written in parts.

This SQLite opens none, so a Blob keeps what it has read, and writes the whole value."""

from operator import index

from _loopline import sqlite as call
from _sqlite_adapting import bytes_of
from _sqlite_errors import DONE, ROW, OperationalError, ProgrammingError, of_database, of_number

_ABORT, _READONLY = 4, 8


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def _failed(sentence, number, name):
    error = OperationalError(sentence)
    error.sqlite_errorcode, error.sqlite_errorname = number, name
    return error


class Blob:
    __module__ = "sqlite3"
    # CPython's has no order of items but by their numbers.
    __iter__ = None

    def __new__(cls, *given):
        if not given:
            raise TypeError("cannot create 'sqlite3.Blob' instances")
        return object.__new__(cls)

    def __init__(self, connection, database, table, column, row, readonly):
        self._connection, self._readonly, self._row = connection, readonly, row
        place = f"{_quoted(database)}.{_quoted(table)}"
        # Qualified, since a text in double quotes may be one.
        name = f"there.{_quoted(column)}"
        self._select = f"SELECT CAST({name} AS BLOB), typeof({name}) FROM {place} AS there WHERE rowid = ?"
        self._update = f"UPDATE {place} SET {_quoted(column)} = ? WHERE rowid = ?"
        self._offset = 0
        try:
            found = self._value()
        except OperationalError as error:
            if str(error).startswith("no such table"):
                error.args = (f"no such table: {database}.{table}",)
            elif str(error).startswith("no such column"):
                error.args = (f'no such column: "{column}"',)
            raise
        if found is None:
            raise _failed(f"no such rowid: {row}", 1, "SQLITE_ERROR")
        self._data, kind = found
        if kind not in ("blob", "text"):
            raise _failed(f"cannot open value of type {kind}", 1, "SQLITE_ERROR")
        self._changes = self._counted()

    def _counted(self):
        return call("counts", self._connection._database)[1]

    def _value(self):
        """The value as bytes, and its type; `None` without a row."""
        statement = self._connection._statement(self._select)
        result, _, _ = statement.run((self._row,))
        row = statement.rows(0, None, 1)[0][0] if result == ROW else None
        statement.reset()
        return None if row is None else (row[0] or b"", row[1])

    def _check(self):
        self._connection._check()
        if self._data is None:
            raise ProgrammingError("Cannot operate on a closed blob.")

    def _check_value(self):
        """Fails if the value is another by now."""
        if self._changes == self._counted():
            return
        found = self._value()
        if found is None or found[0] != self._data:
            raise _failed("query aborted", _ABORT, "SQLITE_ABORT")
        self._changes = self._counted()

    def _put(self, offset, data):
        if self._readonly:
            raise _failed("attempt to write a readonly database", _READONLY, "SQLITE_READONLY")
        self._check_value()
        whole = self._data[:offset] + data + self._data[offset + len(data) :]
        statement = self._connection._statement(self._update)
        result, _, _ = statement.run((whole, self._row))
        if result != DONE:
            raise of_database(self._connection._database) or of_number(result)
        self._data, self._changes = whole, self._counted()

    def close(self):
        """Close the blob."""
        self._connection._check()
        self._data = None

    def __enter__(self):
        """Blob context manager enter."""
        self._check()
        return self

    def __exit__(self, type, value, traceback, /):
        """Blob context manager exit."""
        self._check()
        self._data = None
        return False

    def __len__(self):
        self._check()
        return len(self._data)

    def read(self, length=-1, /):
        """Read data at the current offset position."""
        self._check()
        self._check_value()
        end = len(self._data) if length < 0 else self._offset + length
        data = self._data[self._offset : end]
        self._offset += len(data)
        return data

    def write(self, data, /):
        """Write data at the current offset."""
        self._check()
        data = bytes_of(data)
        if len(data) > len(self._data) - self._offset:
            raise ValueError("data longer than blob length")
        self._put(self._offset, data)
        self._offset += len(data)

    def seek(self, offset, origin=0, /):
        """Set the current access position to offset."""
        self._check()
        if origin not in (0, 1, 2):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        if not -(1 << 31) <= offset < 1 << 31:
            raise OverflowError("Python int too large to convert to C int")
        offset += (0, self._offset, len(self._data))[origin]
        if offset >= 1 << 31:
            raise OverflowError("seek offset results in overflow")
        if not 0 <= offset <= len(self._data):
            raise ValueError("offset out of blob range")
        self._offset = offset

    def tell(self):
        """Return the current access position for the blob."""
        self._check()
        return self._offset

    def _place(self, key):
        if not hasattr(key, "__index__"):
            raise TypeError("Blob indices must be integers")
        place = index(key)
        if not -(1 << 63) <= place < 1 << 63:
            raise IndexError("cannot fit 'int' into an index-sized integer")
        place += len(self._data) if place < 0 else 0
        if not 0 <= place < len(self._data):
            raise IndexError("Blob index out of range")
        return place

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            self._check_value()
            return self._data[key]
        place = self._place(key)
        self._check_value()
        return self._data[place]

    def __setitem__(self, key, value):
        self._check()
        if not isinstance(key, slice):
            place = self._place(key)
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not 0 <= value < 256:
                raise ValueError("byte must be in range(0, 256)")
            return self._put(place, bytes([value]))
        data = bytes_of(value)
        places = range(*key.indices(len(self._data)))
        if len(places) != len(data):
            raise IndexError("Blob slice assignment is wrong size")
        if places:
            changed = bytearray(self._data)
            changed[key] = data
            self._put(0, bytes(changed))

    def __delitem__(self, key):
        self._check()
        raise TypeError(f"Blob doesn't support {'slice' if isinstance(key, slice) else 'item'} deletion")
