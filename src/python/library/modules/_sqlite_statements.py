"""Statements of SQL, prepared and run, with the wait for another connection's lock."""

import time

from _loopline import sqlite as call
from _sqlite_adapting import for_sqlite, is_taken
from _sqlite_errors import BUSY, DataError, ProgrammingError, check, of_database, of_number

_CHANGING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_LIMIT_SQL_LENGTH = 1

# Seconds of the pauses between tries to have a lock, as SQLite has them; the last is repeated.
_PAUSES = (0.001, 0.002, 0.005, 0.010, 0.015, 0.020, 0.025, 0.025, 0.025, 0.050, 0.050, 0.100)

# The number of calls of the program's functions that SQLite waits for: nothing waits below them, since its stack cannot be
# suspended.
callbacks = 0


class Patience:
    """Waits for a lock as long as a connection does."""

    def __init__(self, seconds):
        self._left, self._tries = seconds, 0

    def waits(self, result, was_busy):
        """Waits if a lock is in the way of an operation, which returns true, and is left."""
        if result != BUSY or not was_busy or callbacks:
            return False
        pause = min(_PAUSES[min(self._tries, len(_PAUSES) - 1)], self._left)
        if pause <= 0:
            return False
        time.sleep(pause)
        self._left -= pause
        self._tries += 1
        return True


def execute(connection, sql):
    """Carries out statements that have neither parameters nor results."""
    patience = Patience(connection._timeout)
    while True:
        result, was_busy = call("execute", connection._database, sql)
        if not patience.waits(result, was_busy):
            return check(connection._database, result)


def prepare(connection, sql):
    """Prepares the first statement of a text of bytes; returns what SQLite tells of it."""
    patience = Patience(connection._timeout)
    while True:
        result, was_busy, *told = call("prepare", connection._database, sql)
        if not patience.waits(result, was_busy):
            check(connection._database, result)
            return told


def checked(connection, sql):
    """The bytes of a text of SQL, if it is not too long for the connection."""
    sql = sql.encode()
    if len(sql) > call("limit", connection._database, _LIMIT_SQL_LENGTH, -1):
        raise DataError("query string is too large")
    return sql


def without_comments(sql):
    """The text from its first word on; an empty one if it has none."""
    at = 0
    while at < len(sql):
        if sql[at] in " \t\f\n\r":
            at += 1
        elif sql.startswith("--", at):
            at = sql.find("\n", at) + 1 or len(sql)
        elif sql.startswith("/*", at):
            end = sql.find("*/", at + 2)
            at = end + 2 if end >= 0 else len(sql)
        else:
            return sql[at:]
    return ""


class Statement:
    """A prepared statement. Its number is 0 if there is nothing in its text."""

    __module__ = "sqlite3"
    __slots__ = ("_connection", "_number", "is_dml", "is_readonly", "columns", "names", "is_used", "__weakref__")

    def __new__(cls, *given):
        if not given:
            raise TypeError("cannot create 'sqlite3.Statement' instances")
        return object.__new__(cls)

    def __init__(self, connection, sql):
        self._number = 0
        text = checked(connection, sql)
        if "\0" in sql:
            raise ProgrammingError("the query contains a null character")
        self._connection = connection
        self._number, rest, self.is_readonly, self.columns, self.names = prepare(connection, text)
        self.is_dml = without_comments(sql)[:7].upper().startswith(_CHANGING)
        # True while a cursor stands at one of its rows.
        self.is_used = False
        if without_comments(rest):
            raise ProgrammingError("You can only execute one statement at a time.")

    def __del__(self):
        if self._number:
            try:
                call("finalize", self._number)
            except Exception:
                # The program is over, and its SQLite with it.
                pass

    def __bool__(self):
        return self._number != 0

    def reset(self):
        self.is_used = False
        if self._number:
            call("reset", self._number)

    def run(self, parameters):
        """Binds parameters and steps once; returns the result, the changed rows and the latest row."""
        values = self._values(parameters)
        failed, *stepped = call("run", self._number, values)
        if failed:
            raise of_database(self._connection._database) or of_number(failed[0])
        return self._awaited(stepped)

    def step(self):
        return self._awaited(call("step", self._number))

    def rows(self, raw_texts, raw_columns, most):
        """The row at which it stands and those behind it, and how its last step went."""
        rows, *stepped = call("rows", self._number, raw_texts, raw_columns, most)
        return rows, self._awaited(stepped)

    def _awaited(self, stepped):
        patience = None
        result, was_busy, changes, row = stepped
        while result == BUSY and was_busy:
            patience = patience or Patience(self._connection._timeout)
            if not patience.waits(result, was_busy):
                break
            result, was_busy, changes, row = call("step", self._number)
        return result, changes, row

    def _values(self, parameters):
        """The values of all parameters, in their order."""
        names = self.names
        kind = type(parameters)
        if kind is tuple or kind is list or (not isinstance(parameters, dict) and _is_sequence(parameters)):
            count = len(parameters)
            if count != len(names):
                raise ProgrammingError(
                    "Incorrect number of bindings supplied. The current statement uses "
                    f"{len(names)}, and there are {count} supplied."
                )
            if not names:
                return ()
            values = [self._value(index, parameters[index]) for index in range(count)]
            for index, name in enumerate(names):
                if name is not None and name[0] != "?":
                    warn(
                        f"Binding {index + 1} ('{name}') is a named parameter, but you supplied a sequence which requires nominal "
                        "(qmark) placeholders. Starting with Python 3.14 an sqlite3.ProgrammingError will be raised."
                    )
            return values
        if not isinstance(parameters, dict):
            raise ProgrammingError("parameters are of unsupported type")
        values = []
        for index, name in enumerate(names):
            if name is None:
                raise ProgrammingError(
                    f"Binding {index + 1} has no name, but you supplied a dictionary (which has only names)."
                )
            try:
                value = parameters[name[1:]]
            except LookupError:
                raise ProgrammingError(f"You did not supply a value for binding parameter :{name[1:]}.") from None
            values.append(self._value(index, value))
        return values

    @staticmethod
    def _value(index, given):
        value = for_sqlite(given)
        if not is_taken(value):
            raise ProgrammingError(f"Error binding parameter {index + 1}: type '{type(given).__name__}' is not supported")
        return value


def _is_sequence(parameters):
    return hasattr(type(parameters), "__getitem__")


def warn(sentence):
    """Warns of something outdated, at the line of the program that has called."""
    import sys
    import warnings

    level, frame = 2, sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").startswith("_sqlite"):
        level, frame = level + 1, frame.f_back
    warnings.warn(sentence, DeprecationWarning, stacklevel=level)
