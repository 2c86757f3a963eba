import sqlite3

con = sqlite3.connect("numbers.db")
con.execute("CREATE TABLE number(n INTEGER PRIMARY KEY, square INT, word TEXT)")
with con:
    cur = con.executemany("INSERT INTO number VALUES (?, ?, ?)", ((n, n * n, f"word {n}") for n in range(5000)))
print(cur.rowcount)
print(con.execute("SELECT count(*), sum(square), max(word) FROM number").fetchone())
rows = con.execute("SELECT * FROM number ORDER BY n DESC")
print(next(rows), rows.fetchmany(2), len(rows.fetchmany(1000)), len(rows.fetchall()), rows.fetchone())
con.execute("CREATE INDEX by_word ON number(word)")
print(con.execute("SELECT n FROM number WHERE word = 'word 77'").fetchone())

# Changed while it is read.
seen = 0
for (n,) in con.execute("SELECT n FROM number WHERE n < 10"):
    con.execute("UPDATE number SET word = 'seen' WHERE n = ?", (n,))
    seen += 1
print(seen, con.execute("SELECT count(*) FROM number WHERE word = 'seen'").fetchone())
con.rollback()
first = con.execute("SELECT n FROM number ORDER BY n")
second = con.execute("SELECT n FROM number ORDER BY n")
print([(first.fetchone(), second.fetchone()) for _ in range(2)], next(second))
con.close()
