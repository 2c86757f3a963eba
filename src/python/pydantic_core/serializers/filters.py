"""What is included and excluded, of items by their keys or places."""

SKIP = object()
_ABSENT = object()
_EMPTY = (None, None)


def _is_all(value):
    return value is ... or value is True


class Filter:
    """What a schema itself includes and excludes."""

    __slots__ = ("include", "exclude")

    def __init__(self, serialization=None):
        serialization = serialization or {}
        self.include = _keys(serialization.get("include"))
        self.exclude = _keys(serialization.get("exclude"))

    def is_empty(self, state):
        return self.include is None and self.exclude is None and state.include is None and state.exclude is None

    def next(self, key, include, exclude):
        """What is included and excluded in the value of a key; SKIP if the value is left out."""
        inner = None
        if exclude is not None:
            if isinstance(exclude, dict):
                found = _merged(exclude, key)
                if _is_all(found):
                    return SKIP
                if found is not _ABSENT:
                    inner = found
            elif _contains(exclude, key, "exclude"):
                return SKIP
        if include is not None:
            if isinstance(include, dict):
                found = _merged(include, key)
                if found is not _ABSENT:
                    return (None if _is_all(found) else found), inner
            elif _contains(include, key, "include"):
                return None, inner
            # What the schema itself includes is there beside what the call does.
            if self.include is None or key not in self.include:
                return SKIP
        if inner is not None:
            return None, inner
        if self.include is not None and key not in self.include or self.exclude is not None and key in self.exclude:
            return SKIP
        return _EMPTY


def _keys(found):
    if found is None:
        return None
    if not isinstance(found, set):
        raise TypeError(f"'{type(found).__name__}' object cannot be cast as 'set'")
    return found


NO_FILTER = Filter()


def resolved(given, length):
    """Included or excluded indices, where those that count from the end are from the begin."""

    def index(key):
        if length is None:
            if isinstance(key, int) and key < 0:
                raise ValueError("Negative indices cannot be used to exclude items on unsized iterables")
            return key
        return key % length if isinstance(key, int) and length else key

    if isinstance(given, dict):
        return {index(key): value for key, value in given.items()}
    if isinstance(given, set):
        return {index(key) for key in given}
    return given


def _contains(keys, key, what):
    if isinstance(keys, set):
        return key in keys or "__all__" in keys
    contains = getattr(keys, "__contains__", None)
    if contains is not None:
        try:
            found = contains(key)
        except Exception:
            pass
        else:
            return bool(found or contains("__all__"))
    raise TypeError(f"`{what}` argument must be a set or dict.")


def _merged(keys, key):
    """What a dictionary says of a key, with what it says of all."""
    own, every = keys.get(key, _ABSENT), keys.get("__all__", _ABSENT)
    if own is _ABSENT or every is _ABSENT:
        return every if own is _ABSENT else own
    if _is_all(own) or _is_all(every):
        return own
    return _merge(_as_dict(own), every)


def _as_dict(value):
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, set):
        return dict.fromkeys(value, ...)
    raise TypeError(
        "`include` and `exclude` must be of type `dict[str | int, <recursive> | ...] | set[str | int | ...]`"
    )


def _merge(own, every):
    own = dict(own)
    if isinstance(every, dict):
        for key, value in every.items():
            if key not in own:
                own[key] = value
            elif not _is_all(own[key]):
                inner = _as_dict(own[key])
                if not _is_all(value):
                    own[key] = _merge(inner, value)
    elif isinstance(every, set):
        for key in every:
            own.setdefault(key, ...)
    else:
        raise TypeError(
            "'__all__' key of `include` and `exclude` must be of type "
            "`dict[str | int, <recursive> | ...] | set[str | int | ...]`"
        )
    return own
