# RustPython's own refuses a default below 0.
def length_hint(obj, default=0, /):
    """How many items an object has, or may have."""
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        hint = getattr(type(obj), "__length_hint__", None)
    try:
        length = NotImplemented if hint is None else hint(obj)
    except TypeError:
        length = NotImplemented
    if length is NotImplemented:
        return default
    if not isinstance(length, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(length).__name__}")
    if length < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return length
