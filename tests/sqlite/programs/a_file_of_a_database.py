import os
import sqlite3

print(os.path.exists("app.db"))
con = sqlite3.connect("app.db")
print(os.path.exists("app.db"), os.path.getsize("app.db"))
con.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text)")
print(os.path.getsize("app.db"), sorted(os.listdir()))
con.execute("INSERT INTO note(text) VALUES ('first')")
print(sorted(name for name in os.listdir() if name.startswith("app")))
con.commit()
print(sorted(name for name in os.listdir() if name.startswith("app")))
print(open("app.db", "rb").read(16))

other = sqlite3.connect("app.db")
print(other.execute("SELECT * FROM note").fetchall())
con.execute("INSERT INTO note(text) VALUES ('second')")
print(other.execute("SELECT count(*) FROM note").fetchone())
con.commit()
print(other.execute("SELECT count(*) FROM note").fetchone())
con.close()
other.close()

os.mkdir("data")
os.rename("app.db", "data/app.db")
with sqlite3.connect("data/app.db") as con:
    con.executemany("INSERT INTO note(text) VALUES (?)", [("x" * 1000,)] * 50)
print(con.execute("SELECT count(*), sum(length(text)) FROM note").fetchone())
size = os.path.getsize("data/app.db")
print(size % 4096, size > 50_000)
con.execute("DELETE FROM note WHERE id > 2")
con.commit()
con.execute("VACUUM")
print(os.path.getsize("data/app.db"))
con.close()

read_only = sqlite3.connect("file:data/app.db?mode=ro", uri=True)
print(read_only.execute("SELECT text FROM note").fetchall())
try:
    read_only.execute("DELETE FROM note")
except sqlite3.OperationalError as error:
    print(error)
try:
    sqlite3.connect("file:data/none.db?mode=rw", uri=True)
except sqlite3.OperationalError as error:
    print(error)
read_only.close()

with open("broken.db", "w") as file:
    file.write("this is no database " * 100)
con = sqlite3.connect("broken.db")
try:
    con.execute("SELECT * FROM note")
except sqlite3.DatabaseError as error:
    print(type(error).__name__, error)
con.close()
os.remove("data/app.db")
con = sqlite3.connect("data/app.db")
print(con.execute("SELECT * FROM sqlite_master").fetchall())
con.execute("ATTACH 'second.db' AS second")
con.execute("CREATE TABLE second.t(a)")
con.execute("CREATE TABLE t(b)")
with con:
    con.execute("INSERT INTO second.t VALUES (1)")
    con.execute("INSERT INTO t VALUES (2)")
print(con.execute("SELECT * FROM t, second.t").fetchall(), sorted(os.listdir()), sorted(os.listdir("data")))
con.close()
