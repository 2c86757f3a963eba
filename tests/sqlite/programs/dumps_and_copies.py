import sqlite3

con = sqlite3.connect(":memory:")
con.executescript(
    """
    -- a comment; with a semicolon
    CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE book(title, author INT REFERENCES author(id), cover BLOB);
    CREATE INDEX by_title ON book(title);
    CREATE VIEW listed AS SELECT title, name FROM book JOIN author ON author = id;
    CREATE TRIGGER trimmed AFTER INSERT ON book BEGIN UPDATE book SET title = trim(title) WHERE rowid = new.rowid; END;
    INSERT INTO author VALUES (1, 'O''Brien'), (2, 'Ёлкин');
    INSERT INTO book VALUES ('  One  ', 1, x'00ff'), ('Two', 2, NULL);
    """
)
print(con.in_transaction, con.execute("SELECT * FROM listed").fetchall())
dump = list(con.iterdump())
print(*dump, sep="\n")
copy = sqlite3.connect(":memory:")
copy.executescript("\n".join(dump))
print(copy.execute("SELECT * FROM listed").fetchall())
try:
    con.executescript("INSERT INTO author VALUES (3, 'Three'); INSERT INTO nothing VALUES (1); INSERT INTO author VALUES (4, 'Four')")
except sqlite3.Error as error:
    print(error, con.execute("SELECT count(*) FROM author").fetchone())

target = sqlite3.connect("copy.db")
con.backup(target, pages=1, progress=lambda status, remaining, total: print(f"{total - remaining} of {total}"))
print(target.execute("SELECT * FROM book").fetchall())
target.close()
source = sqlite3.connect("copy.db")
memory = sqlite3.connect(":memory:")
source.backup(memory)
print(memory.execute("SELECT name FROM author").fetchall())
try:
    memory.backup(memory)
except ValueError as error:
    print(error)
data = memory.serialize()
print(data[:15], len(data) % 4096)
other = sqlite3.connect(":memory:")
other.deserialize(data)
print(other.execute("SELECT name FROM author WHERE id = 1").fetchall())
for text in ("SELECT 1", "SELECT 1;", "CREATE TRIGGER a BEGIN SELECT 1;", "SELECT ';"):
    print(text, sqlite3.complete_statement(text))
