

# The error of the compiled class, which names the key alone.

_missing = object()


def _item_or_error(self, key):
    value = self.getone(key, _missing)
    if value is _missing:
        raise KeyError(key)
    return value


MultiDict.__getitem__ = MultiDictProxy.__getitem__ = _item_or_error
