"""Errors of `sqlite3`, made of what SQLite says of an operation that has failed."""

from _loopline import sqlite as call
from _sqlite_constants import RESULT_NAMES


def _class(name, base):
    return type(name, (base,), {"__module__": "sqlite3"})


Warning = _class("Warning", Exception)
Error = _class("Error", Exception)
InterfaceError = _class("InterfaceError", Error)
DatabaseError = _class("DatabaseError", Error)
InternalError = _class("InternalError", DatabaseError)
OperationalError = _class("OperationalError", DatabaseError)
ProgrammingError = _class("ProgrammingError", DatabaseError)
IntegrityError = _class("IntegrityError", DatabaseError)
DataError = _class("DataError", DatabaseError)
NotSupportedError = _class("NotSupportedError", DatabaseError)

CLASSES = (Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError)
CLASSES += (ProgrammingError, NotSupportedError)

OK, BUSY, LOCKED, NOMEM, ROW, DONE = 0, 5, 6, 7, 100, 101

# Classes of errors by the last byte of their numbers; others are a DatabaseError.
_BY_NUMBER = (
    {number: InternalError for number in (2, 12)}
    | {number: OperationalError for number in (1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17)}
    | {7: MemoryError, 18: DataError, 19: IntegrityError, 20: IntegrityError, 21: InterfaceError, 25: InterfaceError}
)


def _made(number, extended, text):
    kind = _BY_NUMBER.get(number & 0xFF, DatabaseError)
    if kind is MemoryError:
        return MemoryError()
    error = kind(text)
    error.sqlite_errorcode = extended
    error.sqlite_errorname = RESULT_NAMES.get(extended, "unknown")
    return error


def of_database(database):
    """The error that an operation on a database has just ended in; `None` if SQLite knows of none."""
    number, extended, text = call("error", database)
    return _made(number, extended, text) if number else None


def of_number(number):
    """The error of a number, in SQLite's words for it."""
    return _made(number, number, call("text_of", number))


def check(database, result):
    """Raises the error of an operation that has failed."""
    if result:
        raise of_database(database) or of_number(result)
