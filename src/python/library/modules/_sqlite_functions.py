"""Functions of the program that SQLite calls: in SQL, for its order, and about what it does."""

import sys

import _limits
import _sqlite_statements
from _sqlite_adapting import bytes_of
from _sqlite_files import FILES

_NOMEM, _TOOBIG, _ERROR = 7, 18, 1
_DENY = 1
# The most calls in the midst of each other.
_MOST_DEEP = 10

# What SQLite was given, by numbers. A function goes when SQLite says that it needs it no longer.
_given = {}
# Aggregates that go on, by their numbers.
_going_on = {}
_latest = 0
_shows_tracebacks = False


def enable_callback_tracebacks(enable, /):
    """Enable or disable callback functions throwing errors to stderr."""
    global _shows_tracebacks
    _shows_tracebacks = bool(enable)


def give(function):
    """The number by which SQLite calls a function."""
    global _latest
    _latest += 1
    _given[_latest] = function
    return _latest


def take(number):
    _given.pop(number, None)


def _report(function, error):
    """Tells of an error that SQLite cannot be told of, if the program wants that."""
    if not _shows_tracebacks:
        return
    from types import SimpleNamespace

    report = SimpleNamespace(
        exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=None, object=function
    )
    sys.unraisablehook(report)


def _failed(function, error, sentence):
    _report(function, error)
    if isinstance(error, _limits.WaitInSqlite):
        sentence = str(error)
    code = _NOMEM if isinstance(error, MemoryError) else _TOOBIG if isinstance(error, OverflowError) else _ERROR
    return code, sentence


def _result(value):
    """A value for SQLite, alone in its answer."""
    if value is not None and not isinstance(value, (int, float, str)):
        value = bytes_of(value)
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise OverflowError("Python int too large to convert to SQLite INTEGER")
    if isinstance(value, str):
        value.encode()
    return (value,)


def _arguments(values):
    # A text that is none comes as its bytes in a list.
    return [value[0].decode() if type(value) is list else value for value in values]


def _call(number, values):
    function = _given[number]
    if _sqlite_statements.callbacks > _MOST_DEEP:
        # Each takes of the stack of the page, which no limit of Python's guards.
        return _ERROR, "functions of the program and SQLite call each other too deep"
    try:
        return _result(function(*_arguments(values)))
    except BaseException as error:
        return _failed(function, error, "user-defined function raised exception")


def _aggregate(number, which, name):
    """The aggregate that goes on, made if it has just begun; and the method, or why there is none."""
    if which not in _going_on:
        made = _given[number]
        try:
            _going_on[which] = made()
        except BaseException as error:
            _going_on[which] = None
            return None, _failed(made, error, "user-defined aggregate's '__init__' method raised error")
    instance = _going_on[which]
    if instance is None:
        return None, ()
    try:
        return getattr(instance, name), ()
    except AttributeError as error:
        return None, _failed(_given[number], error, f"user-defined aggregate's '{name}' method not defined")


def _in_aggregate(number, which, name, values, gives):
    method, failure = _aggregate(number, which, name)
    if method is None:
        return failure or ((None,) if gives else ())
    try:
        value = method(*_arguments(values))
        return _result(value) if gives else ()
    except BaseException as error:
        return _failed(_given[number], error, f"user-defined aggregate's '{name}' method raised error")


def _final(number, which):
    try:
        return _in_aggregate(number, which, "finalize", (), True)
    finally:
        _going_on.pop(which, None)


def _compare(number, first, second):
    function = _given[number]
    try:
        order = function(*_arguments((first, second)))
        return (order > 0) - (order < 0) if isinstance(order, int) else 0
    except BaseException as error:
        _report(function, error)
        return 0


def _trace(number, expanded, text):
    function = _given[number]
    if expanded is None:
        from _sqlite_errors import DataError

        _report(function, DataError("Expanded SQL string exceeds the maximum string length"))
    try:
        function(text if expanded is None else expanded)
    except BaseException as error:
        _report(function, error)


def _progress(number):
    function = _given[number]
    try:
        return 1 if function() else 0
    except BaseException as error:
        _report(function, error)
        return 1


def _authorize(number, action, *texts):
    function = _given[number]
    try:
        answer = function(action, *texts)
        if isinstance(answer, int):
            if not -(1 << 31) <= answer < 1 << 31:
                raise OverflowError("Python int too large to convert to C int")
            return answer
        return _DENY
    except BaseException as error:
        _report(function, error)
        return _DENY


_CALLS = {
    "call": _call,
    "step": lambda number, which, values: _in_aggregate(number, which, "step", values, False),
    "inverse": lambda number, which, values: _in_aggregate(number, which, "inverse", values, False),
    "value": lambda number, which: _in_aggregate(number, which, "value", (), True),
    "final": _final,
    "destroy": take,
    "compare": _compare,
    "trace": _trace,
    "progress": _progress,
    "authorize": _authorize,
}


def answer(question):
    """Answers SQLite, in the midst of an operation that the program has called."""
    name, *arguments = question
    if name in FILES:
        return FILES[name](*arguments)
    _sqlite_statements.callbacks += 1
    try:
        return _CALLS[name](*arguments)
    finally:
        _sqlite_statements.callbacks -= 1
