import os
import sqlite3

con = sqlite3.connect("log.db")
print(con.execute("PRAGMA journal_mode=WAL").fetchone())
con.execute("CREATE TABLE t(a)")
con.execute("INSERT INTO t VALUES (1)")
con.commit()
print(os.path.exists("log.db-wal"))
reader = sqlite3.connect("log.db")
rows = reader.execute("SELECT * FROM t")
print(rows.fetchone())
reader.execute("BEGIN")
print(reader.execute("SELECT count(*) FROM t").fetchone())
con.execute("INSERT INTO t VALUES (2)")
con.commit()
print("as it was:", reader.execute("SELECT count(*) FROM t").fetchone())
reader.commit()
print("as it is:", reader.execute("SELECT count(*) FROM t").fetchone())
other = sqlite3.connect("log.db", timeout=0)
con.execute("INSERT INTO t VALUES (3)")
try:
    other.execute("INSERT INTO t VALUES (4)")
except sqlite3.OperationalError as error:
    print(error)
con.commit()
print(con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
for each in (other, reader, con):
    each.close()
print(sorted(name for name in os.listdir() if name.startswith("log")))
con = sqlite3.connect("log.db")
print(con.execute("SELECT * FROM t").fetchall(), con.execute("PRAGMA journal_mode").fetchone())
con.close()
