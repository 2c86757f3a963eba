"""Adapters, which make values for SQLite of objects, and converters, which make objects of values."""

from _sqlite_errors import ProgrammingError

# Functions by the class of an object and the protocol; and by the name of a type, in capital letters.
adapters = {}
converters = {}

_PLAIN = (int, float, str, bytearray)
_nothing = object()


class PrepareProtocol:
    """PEP 246 style object adaption protocol type."""

    __module__ = "sqlite3"

    def __init__(self):
        pass


# True once the program has an adapter for a class whose objects SQLite takes as they are.
_plain_are_adapted = False


def register_adapter(type, adapter, /):
    """Register a function to adapt Python objects to SQLite values."""
    global _plain_are_adapted
    if type in _PLAIN:
        _plain_are_adapted = True
    adapters[type, PrepareProtocol] = adapter


def register_converter(typename, converter, /):
    """Register a function to convert SQLite values to Python objects."""
    if not isinstance(typename, str):
        raise TypeError(f"register_converter() argument 1 must be str, not {type(typename).__name__}")
    converters[typename.upper()] = converter


def called(function, value):
    """What an adapter or a converter makes. Those of `sqlite3` itself warn at the line above them, in CPython the program's."""
    if getattr(function, "__module__", "") != "sqlite3.dbapi2":
        return function(value)
    import warnings

    from _sqlite_statements import warn

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        made = function(value)
    for warning in said:
        warn(str(warning.message))
    return made


def adapt(obj, proto=PrepareProtocol, alt=_nothing, /):
    """Adapt given object to given protocol."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return called(adapter, obj)
    for owner, name, other in ((proto, "__adapt__", obj), (obj, "__conform__", proto)):
        method = getattr(owner, name, None)
        if method is None:
            continue
        try:
            adapted = method(other)
        except TypeError:
            # As if the object had none.
            continue
        if adapted is not None:
            return adapted
    if alt is not _nothing:
        return alt
    raise ProgrammingError("can't adapt")


def for_sqlite(value):
    """The value as SQLite gets it, if it is one of those that it takes."""
    if value is None and (type(None), PrepareProtocol) not in adapters:
        return None
    if type(value) not in _PLAIN or _plain_are_adapted:
        value = adapt(value, PrepareProtocol, value)
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    try:
        return bytes_of(value)
    except TypeError:
        return _nothing


def bytes_of(value):
    """The bytes of an object's buffer."""
    view = memoryview(value)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return bytes(view)


def is_taken(value):
    """Tells if `for_sqlite` has returned a value."""
    return value is not _nothing
