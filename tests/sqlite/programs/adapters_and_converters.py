import datetime
import decimal
import enum
import json
import sqlite3


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f"{self.x};{self.y}"


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 2


sqlite3.register_adapter(decimal.Decimal, str)
sqlite3.register_adapter(dict, json.dumps)
sqlite3.register_adapter(datetime.date, datetime.date.isoformat)
sqlite3.register_adapter(datetime.datetime, lambda moment: moment.isoformat(" "))
sqlite3.register_converter("point", lambda data: Point(*map(float, data.split(b";"))))
sqlite3.register_converter("DECIMAL", lambda data: decimal.Decimal(data.decode()))
sqlite3.register_converter("json", json.loads)
sqlite3.register_converter("date", lambda data: datetime.date.fromisoformat(data.decode()))
sqlite3.register_converter("timestamp", lambda data: datetime.datetime.fromisoformat(data.decode()))
sqlite3.register_converter("bool", lambda data: bool(int(data)))

con = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
con.execute("CREATE TABLE t(at point, price DECIMAL(8, 2), about json, day DATE, moment timestamp, sold bool, colour INT)")
con.execute(
    "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)",
    (
        Point(1, 2.5),
        decimal.Decimal("12.50"),
        {"tags": ["a", "б"]},
        datetime.date(2026, 1, 2),
        datetime.datetime(2026, 1, 2, 3, 4, 5, 678),
        True,
        Colour.BLUE,
    ),
)
con.execute("INSERT INTO t DEFAULT VALUES")
for row in con.execute("SELECT * FROM t"):
    print(row)
print(con.execute("SELECT typeof(at), typeof(price), typeof(sold), typeof(colour) FROM t").fetchone())
cur = con.execute("SELECT '3;4' AS \"where [point]\", '1.10' AS 'cost [decimal]', 5 AS \"x [nothing]\"")
print([column[0] for column in cur.description], cur.fetchone())
cur = con.execute("SELECT at || '' FROM t WHERE at NOT NULL")
print(cur.description[0][0], cur.fetchone())
print(sqlite3.adapt(Point(0, 1)), sqlite3.adapt({"a": 1}), sqlite3.adapt("plain", sqlite3.PrepareProtocol, "other"))
try:
    con.execute("SELECT ?", (object(),))
except sqlite3.Error as error:
    print(type(error).__name__, error)
try:
    con.execute("SELECT 'x' AS 'p [point]'").fetchone()
except ValueError as error:
    print(type(error).__name__, error)
con = sqlite3.connect(":memory:")
print(con.execute("SELECT '3;4' AS 'where [point]'").description[0][0])
