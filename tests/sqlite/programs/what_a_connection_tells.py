import sqlite3

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE secret(word)")
con.set_trace_callback(lambda sql: print("trace:", sql))
con.execute("INSERT INTO secret VALUES (?)", ("x'y",))
con.commit()
con.set_trace_callback(None)


def authorizer(action, table, column, database, trigger):
    if action == sqlite3.SQLITE_READ and table == "secret":
        return sqlite3.SQLITE_IGNORE if column == "word" else sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_DELETE else sqlite3.SQLITE_OK


con.set_authorizer(authorizer)
print(con.execute("SELECT word FROM secret").fetchall())
try:
    con.execute("DELETE FROM secret")
except sqlite3.DatabaseError as error:
    print(type(error).__name__, error)
con.set_authorizer(None)
print(con.execute("SELECT word, 1 FROM secret").fetchall())

COUNT = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 100000) SELECT count(*) FROM c"
rounds = []
con.set_progress_handler(lambda: rounds.append(1) and None, 1000)
print(con.execute(COUNT).fetchone(), len(rounds) > 100)
con.set_progress_handler(lambda: 1, 1000)
try:
    con.execute(COUNT).fetchone()
except sqlite3.OperationalError as error:
    print(error, error.sqlite_errorname)
con.set_progress_handler(None, 0)
print(con.execute(COUNT).fetchone())

con.create_function("stop", 0, con.interrupt)
try:
    con.execute("SELECT stop(), count(*) FROM secret, secret").fetchall()
    print(con.execute(f"SELECT stop(), ({COUNT})").fetchall())
except sqlite3.OperationalError as error:
    print(error)

print(con.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH) > 1000, con.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20) > 1000)
try:
    con.execute("SELECT 1 -- and much more than that")
except sqlite3.DataError as error:
    print(error)
print(con.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY))
con.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY)
print(con.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY))
try:
    con.getconfig(-1)
except ValueError as error:
    print(error)
print(sqlite3.paramstyle, sqlite3.apilevel, sqlite3.threadsafety, len(sqlite3.sqlite_version_info))
print(sqlite3.SQLITE_OK, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.PARSE_DECLTYPES, sqlite3.LEGACY_TRANSACTION_CONTROL)
