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


class BaseFilter:
    """A filter of snapshots, which says what it would let through."""

    def __init__(self, inclusive):
        self.inclusive = inclusive


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern, self.lineno = filename_pattern, lineno
        self.all_frames, self.domain = all_frames, domain

    @property
    def filename_pattern(self):
        return self._filename_pattern


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self.domain = domain


class Snapshot:
    """What there is none of: programs name it beside the values that they declare."""

    def __init__(self, traces, traceback_limit):
        take_snapshot()

    @staticmethod
    def load(filename):
        take_snapshot()


class Statistic:
    __slots__ = ("traceback", "size", "count")


class StatisticDiff:
    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")
