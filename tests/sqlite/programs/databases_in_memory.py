import sqlite3

first = sqlite3.connect(":memory:")
second = sqlite3.connect(":memory:")
first.execute("CREATE TABLE t(a)")
try:
    second.execute("SELECT * FROM t")
except sqlite3.OperationalError as error:
    print("each has its own:", error)

URI = "file:shared?mode=memory&cache=shared"
first = sqlite3.connect(URI, uri=True)
second = sqlite3.connect(URI, uri=True)
with first:
    first.execute("CREATE TABLE t(a)")
    first.execute("INSERT INTO t VALUES (1)")
print("shared:", second.execute("SELECT * FROM t").fetchall())
first.close()
print(second.execute("SELECT * FROM t").fetchall())
second.close()
third = sqlite3.connect(URI, uri=True)
print("gone with the last:", third.execute("SELECT * FROM sqlite_master").fetchall())
third.close()
con = sqlite3.connect("")
con.execute("CREATE TABLE t(a)")
con.execute("CREATE TEMP TABLE u(a)")
print(con.execute("SELECT name FROM sqlite_temp_master").fetchall(), con.execute("PRAGMA database_list").fetchall())
