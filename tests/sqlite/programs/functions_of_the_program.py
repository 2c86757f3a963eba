import sqlite3
import statistics

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE t(name TEXT, n INT)")
con.executemany("INSERT INTO t VALUES (?, ?)", [("b", 3), ("A", 1), ("c", 10), ("B", 4)])

con.create_function("twice", 1, lambda value: value * 2, deterministic=True)
con.create_function("joined", -1, lambda *values: "/".join(map(str, values)))
print(con.execute("SELECT twice(21), twice('ab'), twice(1.5), joined(), joined(1, 'x', NULL, x'41')").fetchone())
print(con.execute("SELECT name FROM t WHERE twice(n) > 6 ORDER BY twice(n)").fetchall())
con.create_function("kind", 1, lambda value: type(value).__name__)
print(con.execute("SELECT kind(1), kind(1.0), kind('a'), kind(x'00'), kind(NULL)").fetchone())
con.create_function("given", 0, lambda: [b"bytes", None, "text"][len(calls)])
calls = []
for _ in range(3):
    print(con.execute("SELECT given()").fetchone())
    calls.append(1)


class Median:
    def __init__(self):
        self.values = []

    def step(self, value):
        self.values.append(value)

    def finalize(self):
        return statistics.median(self.values)


con.create_aggregate("median", 1, Median)
print(con.execute("SELECT median(n), count(*) FROM t").fetchone())
print(con.execute("SELECT upper(name), median(n) FROM t GROUP BY upper(name)").fetchall())
print(con.execute("SELECT median(n) FROM t WHERE n > 100").fetchone())


class WindowSum:
    def __init__(self):
        self.count = 0

    def step(self, value):
        self.count += value

    def inverse(self, value):
        self.count -= value

    def value(self):
        return self.count

    def finalize(self):
        return self.count


con.create_window_function("window_sum", 1, WindowSum)
rows = con.execute("SELECT name, window_sum(n) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM t ORDER BY n")
print(rows.fetchall())

con.create_collation("backwards", lambda a, b: (a < b) - (a > b))
print(con.execute("SELECT name FROM t ORDER BY name COLLATE backwards").fetchall())
con.create_collation("backwards", None)
for sql in ("SELECT name FROM t ORDER BY name COLLATE backwards", "SELECT fails()", "SELECT too_long()", "SELECT listed()", "SELECT nowhere()"):
    con.create_function("fails", 0, lambda: 1 / 0)
    con.create_function("too_long", 0, lambda: 2**70)
    con.create_function("listed", 0, lambda: [1])
    try:
        print(con.execute(sql).fetchall())
    except sqlite3.Error as error:
        print(type(error).__name__, error)


class Wrong:
    def step(self, value):
        raise ValueError(value)

    def finalize(self):
        return 1


con.create_aggregate("wrong", 1, Wrong)
try:
    con.execute("SELECT wrong(n) FROM t").fetchall()
except sqlite3.Error as error:
    print(type(error).__name__, error)

# A function that asks the database itself.
con.create_function("total", 0, lambda: con.execute("SELECT sum(n) FROM t").fetchone()[0])
print(con.execute("SELECT name, n * 100 / total() FROM t").fetchall())
try:
    con.create_function("f", 200000, len)
except sqlite3.Error as error:
    print(type(error).__name__)
