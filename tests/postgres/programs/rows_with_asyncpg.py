"""What asyncpg does without a server: rows, types and errors of its own."""

import asyncio

import asyncpg
from asyncpg.protocol.protocol import _create_record


class Row(asyncpg.Record):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def told(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def records():
    row = _create_record({"id": 0, "name": 1}, (1, "Alice"))
    print(row, row["id"], row[1], row[-1], row[:1], len(row), list(row))
    print(dict(row), list(row.keys()), list(row.values()), list(row.items()))
    print("name" in row, "Alice" in row, row.get("age"), row.get("age", 30))
    print(row == (1, "Alice"), row == [1, "Alice"], row < (2,), hash(row) == hash((1, "Alice")), bool(row))
    number, name = row
    print(number, name, {**row}, tuple(row))
    told(lambda: row["age"])
    told(lambda: row[2])
    told(lambda: row.name)
    told(lambda: asyncpg.Record())
    print(type(row), isinstance(row, tuple))


def types():
    print(asyncpg.Range(1, 5), asyncpg.Point(1, 2), asyncpg.BitString("101"), asyncpg.Range(empty=True))
    print(asyncpg.Range(1, 5) == asyncpg.Range(1, 5), asyncpg.Circle((1, 2), 3))


async def refused():
    try:
        await asyncpg.connect("postgresql://me@localhost:1/there")
    except OSError as error:
        print(type(error).__name__, error.errno)
    try:
        await asyncpg.connect("mysql://localhost/there")
    except asyncpg.ClientConfigurationError as error:
        print(error)


records()
types()
asyncio.run(refused())
print(issubclass(asyncpg.UniqueViolationError, asyncpg.IntegrityConstraintViolationError), asyncpg.UniqueViolationError.sqlstate)
