"""Where `zoneinfo` finds time zones: not in folders, but in a pack (`src/python/library/packs.rs`)."""

import _loopline

TZPATH = ()


class InvalidTZPathWarning(RuntimeWarning):
    """Warning of CPython's about folders that are no absolute paths."""


def reset_tzpath(to=None):
    pass


def find_tzfile(key):
    """A file of the machine: there are none. A key that is no name of a zone is refused as CPython refuses it."""
    import posixpath

    if posixpath.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    if len(posixpath.normpath(key)) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if posixpath.normpath(posixpath.join("_", key)).split("/")[0] != "_":
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
    return None


def available_timezones():
    return set(_loopline.time_zones())
