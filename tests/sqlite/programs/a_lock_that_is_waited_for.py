import sqlite3
import threading
import time

first = sqlite3.connect("shared.db", timeout=0.5)
first.execute("CREATE TABLE t(a)")
first.commit()
second = sqlite3.connect("shared.db", timeout=0.5)
first.isolation_level = None
first.execute("BEGIN EXCLUSIVE")
began = time.monotonic()
try:
    second.execute("SELECT * FROM t").fetchall()
except sqlite3.OperationalError as error:
    print(error, 0.4 < time.monotonic() - began < 1)


def write():
    con = sqlite3.connect("shared.db", timeout=5)
    with con:
        con.execute("INSERT INTO t VALUES (4)")
    con.close()
    print("the thread has written")


thread = threading.Thread(target=write)
thread.start()
time.sleep(0.3)
print("the lock goes")
first.execute("COMMIT")
thread.join()
print(first.execute("SELECT * FROM t").fetchall())
