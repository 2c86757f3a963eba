"""Cursors: statements of a connection, and the rows that they find."""

from operator import index

from _loopline import sqlite as call
from _sqlite_adapting import called, converters
from _sqlite_constants import PARSE_COLNAMES, PARSE_DECLTYPES
from _sqlite_errors import (
    DONE,
    ROW,
    OperationalError,
    ProgrammingError,
    of_database,
    of_number,
)
from _sqlite_statements import Patience, checked, execute, prepare

# The most rows that are asked for at once: functions of the program may be called for each.
_AT_ONCE = 256


class Cursor:
    """SQLite database cursor class."""

    __module__ = "sqlite3"

    _connection = None
    _statement = None
    _converters = None
    _is_locked = _is_closed = False

    def __init__(self, connection, /):
        from _sqlite_connection import Connection

        if not issubclass(type(connection), Connection):
            raise TypeError(f"Cursor() argument 1 must be sqlite3.Connection, not {type(connection).__name__}")
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self._connection = connection
        self._statement = None
        self._is_closed = False
        self._description = None
        self.arraysize = 1
        self._lastrowid = None
        self._rowcount = -1
        self.row_factory = None
        connection._check_thread()

    connection = property(lambda self: self._connection)
    description = property(lambda self: self._description)
    lastrowid = property(lambda self: self._lastrowid)
    rowcount = property(lambda self: self._rowcount)

    def _check(self):
        connection = self._connection
        if connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._is_closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        connection._check()

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        self._check_sql("execute", sql)
        self._check()
        self._is_locked = True
        try:
            return self._executed(sql, parameters, False)
        finally:
            self._is_locked = False

    def executemany(self, sql, seq_of_parameters, /):
        """Repeatedly executes an SQL statement."""
        self._check_sql("executemany", sql)
        self._check()
        self._is_locked = True
        try:
            return self._executed(sql, iter(seq_of_parameters), True)
        finally:
            self._is_locked = False

    @staticmethod
    def _check_sql(name, sql):
        if not isinstance(sql, str):
            kind = "None" if sql is None else type(sql).__name__
            raise TypeError(f"{name}() argument 1 must be str, not {kind}")

    def _leave(self):
        """Leaves the statement at whose rows the cursor stands."""
        if self._statement is not None:
            statement, self._statement = self._statement, None
            statement.reset()

    def _executed(self, sql, parameters, is_many):
        connection = self._connection
        self._leave()
        self._description = None
        try:
            statement = self._statement = connection._statement(sql)
            if is_many and statement.is_readonly:
                raise ProgrammingError("executemany() can only execute DML statements.")
            statement.is_used = True
            self._rowcount = 0 if statement.is_dml else -1
            connection._begin_for(statement)
            if is_many:
                for each in parameters:
                    self._run(statement, each, True)
                self._finish()
            else:
                self._run(statement, parameters, False)
                self._lastrowid = call("counts", connection._database)[2]
        except BaseException:
            self._leave()
            self._rowcount = -1
            raise
        return self

    def _run(self, statement, parameters, is_many):
        if not statement:
            statement._values(parameters)
            if not is_many:
                self._finish()
            return
        result, changes, _ = statement.run(parameters)
        if result not in (ROW, DONE):
            raise self._error(result)
        if statement.columns and self._description is None:
            self._describe(statement)
        while is_many and result == ROW:
            _, (result, changes, _) = statement.rows(0, None, _AT_ONCE)
            if result not in (ROW, DONE):
                raise self._error(result)
        if result == DONE:
            if statement.is_dml:
                self._rowcount += changes
            if not is_many:
                self._finish()

    def _finish(self):
        self._statement.is_used = False
        self._statement = None

    def _error(self, result):
        return of_database(self._connection._database) or of_number(result)

    def _describe(self, statement):
        kinds = self._connection._detect_types
        columns = call("columns", statement._number)
        names = [self._plain_name(name) if kinds & PARSE_COLNAMES else name for name, _ in columns]
        self._description = tuple([(name, None, None, None, None, None, None) for name in names])
        self._converters = None
        if kinds:
            found = [self._converter(name, declared, kinds) for name, declared in columns]
            self._converters = [(index, call) for index, call in enumerate(found) if call is not None] or None

    @staticmethod
    def _plain_name(name):
        at = name.find(" [")
        return name if at < 0 else name[:at]

    @staticmethod
    def _converter(name, declared, kinds):
        if kinds & PARSE_COLNAMES:
            _, is_there, rest = name.partition("[")
            if is_there and "]" in rest:
                found = converters.get(rest.partition("]")[0].upper())
                if found is not None:
                    return found
        if kinds & PARSE_DECLTYPES and declared:
            return converters.get(declared.partition(" ")[0].partition("(")[0].upper())
        return None

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, not {type(sql_script).__name__}")
        self._check()
        connection = self._connection
        script = checked(connection, sql_script)
        if "\0" in sql_script:
            raise ValueError("embedded null character")
        if connection._is_legacy() and connection.in_transaction:
            execute(connection, "COMMIT")
        while script:
            number, rest, *_ = prepare(connection, script)
            if number:
                self._run_through(number)
            script = rest.encode()
        return self

    def _run_through(self, number):
        patience = Patience(self._connection._timeout)
        try:
            while True:
                result, was_busy, _, _ = call("step", number)
                if result == DONE:
                    return
                if result != ROW and not patience.waits(result, was_busy):
                    raise self._error(result)
        finally:
            call("finalize", number)

    def __del__(self):
        # Locks nothing any longer.
        if self._statement is not None:
            try:
                self._leave()
            except RuntimeError:
                # The program is over, and its SQLite with it.
                pass

    # --- Rows ---

    def __iter__(self):
        return self

    def __next__(self):
        rows = self._rows(1)
        if not rows:
            raise StopIteration
        return rows[0]

    def fetchone(self):
        """Fetches one row from the resultset."""
        rows = self._rows(1)
        return rows[0] if rows else None

    def fetchmany(self, size=None):
        """Fetches several rows from the resultset."""
        left = self.arraysize if size is None else index(size)
        found = []
        # As many as there are, if that is asked for.
        while left != 0:
            rows = self._rows(_AT_ONCE if left < 0 else min(left, _AT_ONCE))
            if not rows:
                break
            found += rows
            left -= len(rows)
        return found

    def fetchall(self):
        """Fetches all rows from the resultset."""
        found = []
        while rows := self._rows(_AT_ONCE):
            found += rows
        return found

    def _rows(self, most):
        """The next rows; none at the end."""
        self._check()
        statement = self._statement
        if statement is None:
            return []
        factory, make = self._connection.text_factory, self.row_factory
        changing = self._converters
        self._is_locked = True
        try:
            raw_columns = None if changing is None else [index for index, _ in changing]
            rows, (result, changes, _) = statement.rows(0 if factory is str else 1, raw_columns, most)
            if result != ROW:
                if result == DONE:
                    if statement.is_dml:
                        self._rowcount = changes
                    self._finish()
                else:
                    error = self._error(result)
                    self._leave()
                    raise error
            if factory is not str or changing is not None or any(type(row) is list for row in rows):
                rows = [self._changed(row, factory, changing) for row in rows]
        finally:
            self._is_locked = False
        return rows if make is None else [make(self, row) for row in rows]

    def _changed(self, row, factory, changing):
        """A row with the texts and the objects that the program wants."""
        row = list(row)
        for index, value in enumerate(row):
            if type(value) is list:
                row[index] = self._undecoded(index, value[0]) if factory is str else factory(value[0])
        for index, convert in changing or ():
            # SQLite has no bytes to show of an empty value.
            row[index] = called(convert, row[index]) if row[index] else None
        return tuple(row)

    def _undecoded(self, index, text):
        name = self._description[index][0]
        sentence = f"Could not decode to UTF-8 column '{name}' with text '".encode() + text + b"'"
        raise OperationalError(sentence.decode("ascii", "replace"))

    def setinputsizes(self, sizes, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def close(self):
        """Closes the cursor."""
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self._connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        self._connection._check()
        self._leave()
        self._is_closed = True
