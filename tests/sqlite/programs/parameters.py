import sqlite3

con = sqlite3.connect(":memory:")
print(con.execute("SELECT ?, ?", ("a", 2)).fetchone())
print(con.execute("SELECT ?, ?", ["list", None]).fetchone())
print(con.execute("SELECT :name, :age, :name", {"name": "Ann", "age": 7, "more": 1}).fetchone())
print(con.execute("SELECT @one, $two", {"one": 1, "two": 2}).fetchone())
print(con.execute("SELECT ?2, ?1", ("first", "second")).fetchone())
print(con.execute("SELECT ?", (b"\x00\xff",)).fetchone(), con.execute("SELECT ?", (bytearray(b"ab"),)).fetchone())
print(con.execute("SELECT ?, ?, ?", (True, 1.5, -(2**63))).fetchone())
print(con.execute("SELECT typeof(?), typeof(?), typeof(?), typeof(?), typeof(?)", (1, 1.0, "1", b"1", None)).fetchone())


class Missing(dict):
    def __missing__(self, key):
        return f"no {key}"


print(con.execute("SELECT :x, :y", Missing(x=1)).fetchone())

for sql, given in [
    ("SELECT ?", ()),
    ("SELECT ?, ?", (1,)),
    ("SELECT 1", (1,)),
    ("SELECT :a", {"b": 1}),
    ("SELECT ?", {"a": 1}),
    ("SELECT ?", ({},)),
    ("SELECT :a", {"a": object}),
    ("SELECT ?", {1, 2}),
    ("SELECT ?", 5),
    ("SELECT ?", (2**63,)),
    ("SELECT ?", "ab"),
    ("SELECT ?, ?", "ab"),
]:
    try:
        print(con.execute(sql, given).fetchall())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

con.execute("CREATE TABLE t(a, b)")
con.executemany("INSERT INTO t VALUES (:a, :b)", ({"a": n, "b": n * n} for n in range(4)))
print(con.execute("SELECT * FROM t").fetchall())
names = ["0", "1); DROP TABLE t; --"]
print([con.execute("SELECT b FROM t WHERE a = ?", (name,)).fetchone() for name in names])
try:
    con.executemany("SELECT ?", [(1,)])
except sqlite3.Error as error:
    print(type(error).__name__, error)
