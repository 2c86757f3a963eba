"""What CPython's `sqlite3` has in C: the database engine SQLite, which runs beside the interpreter."""

import _loopline
import _sqlite_functions
from _loopline import sqlite as _call
from _sqlite_adapting import PrepareProtocol, adapt, adapters, converters, register_adapter, register_converter
from _sqlite_blobs import Blob
from _sqlite_connection import OUTDATED, Connection
from _sqlite_constants import LEGACY_TRANSACTION_CONTROL, OTHERS, PARSE_COLNAMES, PARSE_DECLTYPES, RESULTS
from _sqlite_cursor import Cursor
from _sqlite_errors import (
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    Warning,
)
from _sqlite_functions import enable_callback_tracebacks
from _sqlite_rows import Row
from _sqlite_statements import warn as _warn

# The version that static/sqlite has, which tests compare with SQLite's own word.
sqlite_version = "3.54.1"
_deprecated_version = "2.6.0"
threadsafety = 3

globals().update(RESULTS, **OTHERS)
_loopline.sqlite_answers(_sqlite_functions.answer)


def connect(*args, **options):
    """Open a connection to the SQLite database file 'database'."""
    if len(args) > 1:
        _warn(OUTDATED.format("sqlite3.connect"))
    factory = args[5] if len(args) > 5 else options.get("factory", Connection)
    return factory(*args, **options)


def complete_statement(statement):
    """Checks if a string contains a complete SQL statement."""
    if not isinstance(statement, str):
        raise TypeError(f"complete_statement() argument 'statement' must be str, not {type(statement).__name__}")
    return bool(_call("complete", statement))
