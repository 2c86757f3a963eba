"""For CPython: every thread is at the same moment."""


def look():
    pass
