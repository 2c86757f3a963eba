

# CPython's native classes refuse in these words.


def _refusing(kind, sentence):
    def refuse(thing):
        raise TypeError(sentence)

    dispatch_table[kind] = refuse


for _kind in (io.TextIOWrapper, io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    _refusing(_kind, f"cannot pickle {_kind.__name__!r} instances")
_refusing(memoryview, "cannot pickle memoryview objects")
del _kind
