import asyncio
import datetime
import decimal
import uuid

import asyncpg

VALUES = [
    ("bool", True), ("int2", -7), ("int4", 2**31 - 1), ("int8", -(2**63)), ("float4", 0.5), ("float8", 1e-300),
    ("numeric", decimal.Decimal("-123456789.000100")), ("numeric", decimal.Decimal("0.00000012")), ("numeric", 10000),
    ("numeric", decimal.Decimal("Infinity")), ("text", "grüße 🐘"), ("varchar", ""), ("char(3)", "ab"), ("bytea", b"\0\xff"),
    ("date", datetime.date(2024, 2, 29)), ("time", datetime.time(23, 59, 59, 999999)),
    ("timestamp", datetime.datetime(1999, 12, 31, 23, 59, 59, 1)),
    ("timestamptz", datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))),
    ("interval", datetime.timedelta(days=-3, seconds=5, microseconds=7)), ("uuid", uuid.UUID(int=2**100)),
    ("json", '{"a": [1, null]}'), ("jsonb", '{"b":1,  "a":2}'), ("int[]", [1, None, 3]), ("int[]", [[1, 2], [3, 4]]), ("text[]", []),
    ("text[]", ["a b", 'q"', "NULL", None]), ("inet", "10.0.0.1"), ("cidr", "10.0.0.0/8"), ("point", (1.5, -2)),
    ("int4range", asyncpg.Range(1, 5)), ("daterange", asyncpg.Range(datetime.date(2024, 1, 1), None)), ("varbit", asyncpg.BitString("10110")),
    ("date", datetime.date.max), ("money", "12.50"), ("oid", 26), ("macaddr", "08:00:2b:01:02:03"), ("int4", None),
    ("int4", "7"), ("int4", 7.9), ("text", 7), ("bool", 1), ("date", "2024-01-01"), ("jsonb", {"a": 1}), ("int[]", "12"), ("int[]", [1, "a"]),
    ("uuid", "nonsense"), ("bytea", "text"), ("numeric", "abc"), ("timestamp", datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)),
    ("int2", 40000), ("float8", "1"),
]


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    for kind, value in VALUES:
        try:
            print(f"{kind:12} {await conn.fetchval(f'SELECT $1::{kind}', value)!r}")
        except asyncpg.DataError as error:
            print(f"{kind:12} {error}")
    row = await conn.fetchrow(
        "SELECT '1 year 2 mons 3 days'::interval a, '-5 mons'::interval b, 'infinity'::timestamp c, '12:00+03'::timetz d, NULL e, (1, 'x') f"
    )
    for name, value in row.items():
        print(name, repr(value))
    await conn.close()


asyncio.run(main())
