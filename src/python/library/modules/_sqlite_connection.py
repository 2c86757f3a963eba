"""Connections to databases: transactions, cursors, and what a connection is told to call."""

import warnings

import _process_threads
import _thread

import _sqlite_errors as errors
from _loopline import sqlite as call
from _sqlite_constants import LEGACY_TRANSACTION_CONTROL
from _sqlite_cursor import Cursor
from _sqlite_errors import OperationalError, ProgrammingError
from _sqlite_hooks import Hooks
from _sqlite_statements import Statement, execute, warn

OUTDATED = (
    "Passing more than 1 positional argument to {}() is deprecated. Parameters 'timeout', 'detect_types', 'isolation_level', "
    "'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only parameters in Python 3.15."
)

_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


def _level(name):
    if name is None:
        return None
    if not isinstance(name, str):
        raise TypeError("isolation_level must be str or None")
    if str.upper(name) not in _LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
    return str.upper(name)


def _autocommit(value):
    if value is True or value is False:
        return value
    if value == LEGACY_TRANSACTION_CONTROL and isinstance(value, int):
        return value
    raise ValueError("autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL")


def _path(database):
    """The name of a database as SQLite gets it."""
    import os

    path = os.fsencode(database)
    if b"\0" in path:
        raise ValueError("embedded null byte")
    return path.decode("utf-8", "surrogateescape")


def _shared(uri):
    """The address of a database in memory that connections share, which this SQLite knows by another name."""
    from urllib.parse import parse_qs, unquote

    path, _, query = uri.partition("#")[0].partition("?")
    options = parse_qs(query)
    name = unquote(path.removeprefix("file:"))
    if options.get("cache") != ["shared"] or not (name == ":memory:" or options.get("mode") == ["memory"]):
        return uri
    return f"file:/{name.lstrip('/')}?vfs=memdb"


class Connection(Hooks):
    """SQLite database connection object."""

    __module__ = "sqlite3"

    for _error in errors.CLASSES:
        locals()[_error.__name__] = _error
    del _error

    _database = None
    _is_initialized = False

    def __init__(
        self,
        *given,
        autocommit=LEGACY_TRANSACTION_CONTROL,
        **options,
    ):
        if len(given) > 1:
            warn(OUTDATED.format("_sqlite3.Connection"))
        self._open(*given, autocommit=autocommit, **options)

    def _open(
        self,
        database,
        timeout=5.0,
        detect_types=0,
        isolation_level="",
        check_same_thread=True,
        factory=None,
        cached_statements=128,
        uri=False,
        *,
        autocommit,
    ):
        path = _path(database)
        timeout = float(timeout)
        level, mode = _level(isolation_level), _autocommit(autocommit)
        if self._database is not None:
            self._is_initialized = False
            self._closed()
        if uri and path.startswith("file:"):
            path = _shared(path)
        result, number = self._opened(path, bool(uri))
        if result:
            error = errors.of_database(number) if number else None
            call("close", number)
            raise error or errors.of_number(result)
        self._database = number
        self._timeout = timeout
        self._detect_types = detect_types
        self._isolation_level = level
        self._mode = mode
        self._thread = _thread.get_ident()
        self._checks_thread = bool(check_same_thread)
        self._statements = {}
        self._most_statements = cached_statements
        self._numbers = {}
        self.row_factory = None
        self.text_factory = str
        self._is_initialized = True
        if mode is False:
            execute(self, "BEGIN")

    @staticmethod
    def _opened(path, uri):
        try:
            return call("open", path, int(uri))
        except RuntimeError as error:
            # Without SQLite.
            raise OperationalError(str(error)) from None

    def __del__(self):
        if self._database is None:
            return
        try:
            warnings.warn(f"unclosed database in {self!r}", ResourceWarning, stacklevel=2)
            self._closed()
        except (ImportError, RuntimeError):
            # The program is over, and its SQLite with it.
            pass

    # --- What every operation begins with ---

    def _check_thread(self):
        if not self._is_initialized and self._database is None and not hasattr(self, "_timeout"):
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._checks_thread and _thread.get_ident() != self._thread:
            raise ProgrammingError(
                "SQLite objects created in a thread can only be used in that same thread. The object was created in thread id "
                f"{self._thread} and this is thread id {_thread.get_ident()}."
            )

    def _check_open(self):
        if not self._is_initialized:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._database is None:
            raise ProgrammingError("Cannot operate on a closed database.")

    def _check(self):
        self._check_thread()
        self._check_open()
        _process_threads.look()

    def _is_legacy(self):
        return self._mode == LEGACY_TRANSACTION_CONTROL and self._mode is not True

    # --- Transactions ---

    @property
    def in_transaction(self):
        self._check_open()
        return not call("autocommit", self._database)

    @property
    def total_changes(self):
        self._check_open()
        return call("counts", self._database)[1]

    @property
    def isolation_level(self):
        self._check_open()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, name):
        self._check_open()
        level = _level(name)
        if level is None:
            self._isolation_level = None
            # As a change of the mode does.
            self.commit()
        else:
            self._isolation_level = level

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        self._check()
        return self._mode

    @autocommit.setter
    def autocommit(self, value):
        self._check()
        mode = _autocommit(value)
        if mode is True and self.in_transaction:
            execute(self, "COMMIT")
        elif mode is False and not self.in_transaction:
            execute(self, "BEGIN")
        self._mode = mode

    def _begin_for(self, statement):
        """Begins a transaction for a statement that changes something, as older programs expect."""
        if statement.is_dml and self._is_legacy() and self._isolation_level is not None:
            if call("autocommit", self._database):
                execute(self, f"BEGIN {self._isolation_level}")

    def commit(self):
        """Commit any pending transaction to the database."""
        self._check()
        self._end("COMMIT")

    def rollback(self):
        """Roll back to the start of any pending transaction."""
        self._check()
        self._end("ROLLBACK")

    def _end(self, how):
        if self._is_legacy():
            if self.in_transaction:
                execute(self, how)
        elif self._mode is False:
            execute(self, how)
            execute(self, "BEGIN")

    def close(self):
        """Close the database connection. Any pending transaction is not committed implicitly."""
        self._check_thread()
        if not self._is_initialized:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._database is not None:
            _process_threads.look()
            self._closed()

    def _closed(self):
        number = self._database
        if self._is_initialized and self._mode is False and not call("autocommit", number):
            execute(self, "ROLLBACK")
        self._statements = {}
        self._database = None
        call("close", number)

    def __enter__(self):
        """Called when the connection is used as a context manager."""
        self._check()
        return self

    def __exit__(self, type, value, traceback, /):
        """Called when the connection is used as a context manager."""
        if self._mode is True:
            return False
        if type is not None:
            self.rollback()
            return False
        try:
            self.commit()
        except BaseException:
            # A commit that fails leaves the transaction as it is.
            self.rollback()
            raise
        return False

    # --- Statements ---

    def __call__(self, *given):
        self._check_open()
        (sql,) = given
        if not isinstance(sql, str):
            raise TypeError(f"argument 1 must be str, not {type(sql).__name__}")
        return Statement(self, sql)

    def _statement(self, sql):
        """A statement that no cursor uses."""
        known = self._statements.pop(sql, None)
        if known is None or known.is_used:
            fresh = Statement(self, sql)
            if known is not None:
                self._statements[sql] = known
                return fresh
            known = fresh
        self._statements[sql] = known
        while len(self._statements) > max(self._most_statements, 0):
            del self._statements[next(iter(self._statements))]
        return known

    def cursor(self, factory=Cursor):
        """Return a cursor for the connection."""
        self._check()
        cursor = factory(self)
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"factory must return a cursor, not {type(cursor).__name__}")
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Repeatedly executes an SQL statement."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        return self.cursor().executescript(sql_script)

    def interrupt(self):
        """Abort any pending database operation."""
        self._check_open()
        call("interrupt", self._database)

    def iterdump(self, *, filter=None):
        """Returns iterator to the dump of the database in an SQL text format."""
        self._check_open()
        from sqlite3.dump import _iterdump

        return _iterdump(self, filter=filter)
