"""Functions that a connection calls, its limits and options, and whole databases: copied, and as bytes."""

import time

import _sqlite_functions
from _loopline import sqlite as call
from _sqlite_adapting import bytes_of
from _sqlite_blobs import Blob
from _sqlite_errors import (
    BUSY,
    DONE,
    LOCKED,
    OK,
    OperationalError,
    ProgrammingError,
    check,
    of_database,
    of_number,
)
from _sqlite_statements import warn

_UTF8, _DETERMINISTIC = 1, 0x800


def _warn_of_names(name, words):
    *first, last = [f"'{word}'" for word in words]
    listed = f"{', '.join(first)} and {last}" if first else last
    plural = "s" if first else ""
    warn(
        f"Passing keyword argument{plural} {listed} to _sqlite3.Connection.{name}() is deprecated. Parameter{plural} {listed} will "
        "become positional-only in Python 3.15."
    )


def _arguments(name, words, given, options, outdated):
    """The arguments of a method, some of them by names, of which the first are outdated."""
    if len(given) > len(words):
        raise TypeError(f"{name}() takes at most {len(words)} positional arguments ({len(given)} given)")
    for place, word in enumerate(words[: len(given)]):
        if word in options:
            raise TypeError(f"argument for {name}() given by name ('{word}') and position ({place + 1})")
    for word in options:
        if word not in words:
            raise TypeError(f"{name}() got an unexpected keyword argument '{word}'")
    if any(word in options for word in words[:outdated]):
        _warn_of_names(name, words[:outdated])
    values = list(given)
    for place, word in enumerate(words[len(given) :], len(given)):
        if word not in options:
            raise TypeError(f"{name}() missing required argument '{word}' (pos {place + 1})")
        values.append(options[word])
    return values


class Hooks:
    """The methods of a connection that are not about statements."""

    __slots__ = ()

    def create_function(self, *given, deterministic=False, **options):
        """Creates a new function."""
        name, count, function = _arguments("create_function", ["name", "narg", "func"], given, options, 3)
        self._check()
        flags = _UTF8 | (_DETERMINISTIC if deterministic else 0)
        self._create(name, count, flags, function, "function", "Error creating function")

    def create_aggregate(self, *given, **options):
        """Creates a new aggregate."""
        name, count, made = _arguments("create_aggregate", ["name", "n_arg", "aggregate_class"], given, options, 3)
        self._check()
        self._create(name, count, _UTF8, made, "aggregate", "Error creating aggregate")

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Creates or redefines an aggregate window function. Experimental."""
        self._check()
        self._create(name, num_params, _UTF8, aggregate_class, "window", None)

    def _create(self, name, count, flags, function, kind, sentence):
        if not isinstance(name, str):
            raise TypeError(f"create_{kind}() argument 'name' must be str, not {type(name).__name__}")
        # Of the others, CPython calls what it is given.
        number = 0 if function is None and kind == "window" else _sqlite_functions.give(function)
        result = call("create_function", self._database, name, count, flags, number, kind)
        if result != OK:
            raise OperationalError(sentence) if sentence else of_database(self._database) or ProgrammingError("bad parameter")

    def create_collation(self, name, callback, /):
        """Creates a collation function."""
        self._check()
        if not isinstance(name, str):
            raise TypeError(f"create_collation() argument 1 must be str, not {type(name).__name__}")
        name.encode()
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        number = 0 if callback is None else _sqlite_functions.give(callback)
        result = call("create_collation", self._database, name, number)
        if result != OK:
            _sqlite_functions.take(number)
            check(self._database, result)

    def _hook(self, name, function, *arguments):
        """Has SQLite call a function, and no longer the one before it."""
        number = 0 if function is None else _sqlite_functions.give(function)
        result = call(name, self._database, *arguments, number)
        before, self._numbers[name] = self._numbers.get(name), number
        _sqlite_functions.take(before)
        return result

    def set_authorizer(self, *given, **options):
        """Set authorizer callback."""
        (function,) = _arguments("set_authorizer", ["authorizer_callback"], given, options, 1)
        self._check()
        if self._hook("authorize", function) != OK:
            raise OperationalError("Error setting authorizer callback")

    def set_progress_handler(self, *given, **options):
        """Set progress handler callback."""
        function, steps = _arguments("set_progress_handler", ["progress_handler", "n"], given, options, 1)
        self._check()
        self._hook("progress", function, steps)

    def set_trace_callback(self, *given, **options):
        """Set a trace callback called for each SQL statement (passed as unicode)."""
        (function,) = _arguments("set_trace_callback", ["trace_callback"], given, options, 1)
        self._check()
        self._hook("trace", function)

    def setlimit(self, category, limit, /):
        """Set connection run-time limits."""
        self._check()
        before = call("limit", self._database, category, limit)
        if before < 0:
            raise ProgrammingError("'category' is out of bounds")
        return before

    def getlimit(self, category, /):
        """Get connection run-time limits."""
        return self.setlimit(category, -1)

    def setconfig(self, op, enable=True, /):
        """Set a boolean connection configuration option."""
        self._config(op, int(bool(enable)))

    def getconfig(self, op, /):
        """Query a boolean connection configuration option."""
        return bool(self._config(op, -1))

    def _config(self, option, value):
        self._check()
        if not 1002 <= option <= 1017:
            raise ValueError(f"unknown config 'op': {option}")
        result, now = call("config", self._database, option, value)
        check(self._database, result)
        if value >= 0 and now != value:
            raise OperationalError("Unable to set config")
        return now

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.250):
        """Makes a backup of the database."""
        from _sqlite_connection import Connection

        self._check()
        if not isinstance(target, Connection):
            raise TypeError(f"backup() argument 'target' must be sqlite3.Connection, not {type(target).__name__}")
        target._check_open()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        if target.in_transaction:
            raise OperationalError("target is in transaction")
        backup = call("backup_init", target._database, "main", self._database, name)
        if not backup:
            raise of_database(target._database)
        failure = None
        try:
            while True:
                result, left, count = call("backup_step", backup, pages or -1)
                if progress is not None:
                    progress(result, left, count)
                if result not in (OK, BUSY, LOCKED):
                    break
                if result != OK:
                    time.sleep(sleep)
        finally:
            failure = call("backup_finish", backup)
        if failure:
            raise of_database(target._database) or of_number(failure)
        if result != DONE:
            raise of_number(result)

    def serialize(self, *, name="main"):
        """Serialize a database into a byte string."""
        self._check()
        data = call("serialize", self._database, name)
        if data is None:
            raise OperationalError(f"unable to serialize '{name}'")
        return data

    def deserialize(self, data, /, *, name="main"):
        """Load a serialized database."""
        self._check()
        data = data.encode() if isinstance(data, str) else bytes_of(data)
        check(self._database, call("deserialize", self._database, name, data))

    def blobopen(self, table, column, rowid, /, *, readonly=False, name="main"):
        """Open and return a BLOB object."""
        self._check()
        return Blob(self, name, table, column, rowid, readonly)
