"""Tracing of memory: it can be switched on and off, as debugging programs do, and knows nothing."""

import _limits

_limit = 0


def start(nframe=1, /):
    global _limit
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    _limit = nframe


def stop():
    global _limit
    _limit = 0


def is_tracing():
    return _limit > 0


def get_traceback_limit():
    return _limit or 1


def clear_traces():
    pass


def get_object_traceback(obj, /):
    return None


get_traced_memory = _limits.unknown("get_traced_memory", _limits.NO_SIZES)
get_tracemalloc_memory = _limits.unknown("get_tracemalloc_memory", _limits.NO_SIZES)
reset_peak = _limits.unknown("reset_peak", _limits.NO_SIZES)
take_snapshot = _limits.unknown("take_snapshot", _limits.NO_SIZES)
