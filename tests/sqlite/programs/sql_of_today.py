import json
import sqlite3

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE stock(item TEXT PRIMARY KEY, count INT DEFAULT 0, about TEXT)")
for item, count in [("apple", 3), ("pear", 2), ("apple", 4)]:
    con.execute(
        "INSERT INTO stock(item, count) VALUES (?, ?) ON CONFLICT(item) DO UPDATE SET count = count + excluded.count", (item, count)
    )
print(con.execute("SELECT item, count FROM stock ORDER BY item").fetchall())
con.execute("UPDATE stock SET about = ? WHERE item = 'apple'", (json.dumps({"colour": "red", "tags": ["sweet", "round"]}),))
print(con.execute("SELECT json_extract(about, '$.colour'), about -> '$.tags', about ->> '$.tags[1]' FROM stock").fetchall())
print(con.execute("SELECT value FROM stock, json_each(about, '$.tags') ORDER BY value").fetchall())
print(con.execute("SELECT json_group_array(item) FROM (SELECT item FROM stock ORDER BY item)").fetchone())
print(con.execute("SELECT item, rank() OVER (ORDER BY count DESC), sum(count) OVER () FROM stock").fetchall())
print(
    con.execute(
        "WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib LIMIT 10) SELECT group_concat(a, ' ') FROM fib"
    ).fetchone()
)
con.execute("CREATE VIRTUAL TABLE page USING fts5(title, body)")
con.executemany(
    "INSERT INTO page VALUES (?, ?)", [("Loops", "an event loop runs tasks"), ("Tasks", "a task wraps a coroutine"), ("Cats", "a cat")]
)
print(con.execute("SELECT title FROM page WHERE page MATCH 'task* OR cat' ORDER BY title").fetchall())
print(con.execute("SELECT date('2026-02-28', '+1 day'), strftime('%H:%M', 3661, 'unixepoch'), julianday('2000-01-01')").fetchone())
print(con.execute("SELECT iif(1 > 2, 'a', 'b'), coalesce(NULL, 5), nullif(1, 1), printf('%05.1f|%s', 3.14159, 'x'), round(2.5)").fetchone())
print(con.execute("SELECT sqrt(16), pow(2, 10), abs(-3), 7 / 2, 7 % 3, 7.0 / 2, 1 << 4, hex('ab'), quote('it''s')").fetchone())
print(con.execute("SELECT substr('hello', 2, 3), instr('hello', 'l'), replace('aXa', 'X', '-'), trim('  x '), char(9731)").fetchone())
print(con.execute('SELECT "not a column", \'a text\'').fetchone())
con.execute("CREATE TABLE strict_one(a INT, b TEXT) STRICT")
try:
    con.execute("INSERT INTO strict_one VALUES ('x', 1)")
except sqlite3.IntegrityError as error:
    print(error)
con.execute("CREATE TABLE generated(a, b AS (a * 2))")
con.execute("INSERT INTO generated VALUES (4)")
print(con.execute("SELECT * FROM generated").fetchall())
