import sqlite3

con = sqlite3.connect(":memory:")
con.executescript(
    """
    PRAGMA foreign_keys = ON;
    CREATE TABLE city(id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, size INT CHECK (size > 0));
    CREATE TABLE person(id INTEGER PRIMARY KEY, city INT REFERENCES city(id));
    INSERT INTO city VALUES (1, 'Tver', 400000);
    """
)


def tried(what, call):
    try:
        print(what, call())
    except Exception as error:
        code = getattr(error, "sqlite_errorcode", None)
        print(f"{what}: {type(error).__module__}.{type(error).__name__}: {error} {code} {getattr(error, 'sqlite_errorname', '')}")


tried("syntax", lambda: con.execute("SELEC 1"))
tried("near", lambda: con.execute("SELECT * FROM city WHERE"))
tried("table", lambda: con.execute("SELECT * FROM town"))
tried("column", lambda: con.execute("SELECT mayor FROM city"))
tried("function", lambda: con.execute("SELECT shout('a')"))
tried("unique", lambda: con.execute("INSERT INTO city VALUES (2, 'Tver', 1)"))
tried("primary key", lambda: con.execute("INSERT INTO city VALUES (1, 'Pskov', 1)"))
tried("not null", lambda: con.execute("INSERT INTO city(id) VALUES (3)"))
tried("check", lambda: con.execute("INSERT INTO city VALUES (4, 'Omsk', 0)"))
tried("foreign key", lambda: con.execute("INSERT INTO person VALUES (1, 7)"))
tried("mismatch", lambda: con.execute("INSERT INTO city VALUES ('x', 'Perm', 1)"))
tried("two statements", lambda: con.execute("SELECT 1; SELECT 2"))
tried("zero", lambda: con.execute("SELECT '\0'"))
tried("no text", lambda: con.execute(5))
tried("no script", lambda: con.executescript(b"SELECT 1"))
tried("place", lambda: sqlite3.connect("nowhere/app.db"))
tried("folder", lambda: sqlite3.connect("/tmp"))
tried("transaction", lambda: con.execute("BEGIN") and con.execute("BEGIN"))
tried("text", lambda: con.execute("SELECT CAST(x'ff' AS TEXT) AS name").fetchone())
cur = con.cursor()
cur.close()
tried("closed cursor", lambda: cur.execute("SELECT 1"))
con.close()
tried("closed connection", lambda: con.execute("SELECT 1"))
tried("closed connection", lambda: con.commit())
con.close()
print([kind.__name__ for kind in sqlite3.IntegrityError.__mro__])
print(issubclass(sqlite3.Warning, sqlite3.Error), con.OperationalError is sqlite3.OperationalError)


def broken(cursor, row):
    raise ValueError("no such row")


con = sqlite3.connect(":memory:")
con.row_factory = broken
tried("row factory", lambda: con.execute("SELECT 1").fetchone())
