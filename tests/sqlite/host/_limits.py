"""For CPython: whatever waits below SQLite may."""


class WaitInSqlite(Exception):
    pass
