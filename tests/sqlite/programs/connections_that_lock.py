import sqlite3
import threading

first = sqlite3.connect("shared.db", timeout=0.5)
first.execute("CREATE TABLE t(a)")
first.commit()
second = sqlite3.connect("shared.db", timeout=0.5)
first.execute("INSERT INTO t VALUES (1)")
print(second.execute("SELECT * FROM t").fetchall())
try:
    second.execute("INSERT INTO t VALUES (2)")
except sqlite3.OperationalError as error:
    print(error, error.sqlite_errorname)
first.commit()
second.execute("INSERT INTO t VALUES (2)")
second.commit()
print(first.execute("SELECT * FROM t").fetchall())

reader = second.execute("SELECT * FROM t")
print(next(reader))
first.execute("INSERT INTO t VALUES (3)")
try:
    first.commit()
except sqlite3.OperationalError as error:
    print("a reader is in the way:", error)
print(reader.fetchall())
first.commit()
print(second.execute("SELECT count(*) FROM t").fetchone())

def elsewhere():
    for call in (lambda: first.execute("SELECT 1"), first.commit, first.close):
        try:
            call()
        except sqlite3.ProgrammingError as error:
            print(str(error).partition(" The object")[0])


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
free = sqlite3.connect("shared.db", check_same_thread=False)
thread = threading.Thread(target=lambda: print(free.execute("SELECT max(a) FROM t").fetchone()))
thread.start()
thread.join()
