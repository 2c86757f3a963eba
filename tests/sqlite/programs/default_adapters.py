# Those that sqlite3 brings are outdated, and say so.
import datetime
import sqlite3

con = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
con.execute("CREATE TABLE t(day DATE, moment TIMESTAMP)")
con.execute("INSERT INTO t VALUES (?, ?)", (datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5)))
print(con.execute("SELECT * FROM t").fetchone())
print(con.execute("SELECT day || '', moment || '' FROM t").fetchone())
