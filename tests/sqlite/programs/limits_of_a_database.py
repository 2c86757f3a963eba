# What this playground has less of than a machine.
import sqlite3
import threading

con = sqlite3.connect("large.db")
con.execute("CREATE TABLE t(a)")
try:
    with con:
        for _ in range(20):
            con.execute("INSERT INTO t VALUES (zeroblob(1000000))")
except sqlite3.OperationalError as error:
    print(error, error.sqlite_errorname)
con.execute("INSERT INTO t VALUES (1)")
print(con.execute("SELECT count(*) FROM t").fetchone())
con.close()

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE t(a)")
try:
    for _ in range(10):
        con.execute("INSERT INTO t VALUES (zeroblob(100000000))")
except MemoryError as error:
    print(type(error).__name__)
con.close()
con = sqlite3.connect(":memory:")
print(con.execute("SELECT 1").fetchone())

con.create_function("deeper", 0, lambda: con.execute("SELECT deeper()").fetchone())
try:
    con.execute("SELECT deeper()").fetchone()
except sqlite3.OperationalError as error:
    print(error)

ready = threading.Event()
con.create_function("wait", 0, ready.wait)
try:
    con.execute("SELECT wait()").fetchone()
except sqlite3.OperationalError as error:
    print(error)
print(con.execute("SELECT 1").fetchone())
