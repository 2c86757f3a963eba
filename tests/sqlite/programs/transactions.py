import sqlite3

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE account(name TEXT PRIMARY KEY, money INT CHECK (money >= 0))")
print(repr(con.isolation_level), con.autocommit, con.in_transaction)
con.execute("INSERT INTO account VALUES ('Ann', 100)")
print("a change begins a transaction:", con.in_transaction)
con.rollback()
print("rolled back:", con.execute("SELECT count(*) FROM account").fetchone(), con.in_transaction)

with con:
    con.executemany("INSERT INTO account VALUES (?, ?)", [("Ann", 100), ("Bob", 20)])
print("committed:", con.in_transaction, con.execute("SELECT * FROM account").fetchall())


def transfer(giver, taker, sum):
    try:
        with con:
            con.execute("UPDATE account SET money = money + ? WHERE name = ?", (sum, taker))
            con.execute("UPDATE account SET money = money - ? WHERE name = ?", (sum, giver))
        print("moved", sum)
    except sqlite3.IntegrityError as error:
        print("not moved:", error)
    print(dict(con.execute("SELECT * FROM account")))


transfer("Ann", "Bob", 30)
transfer("Bob", "Ann", 51)

try:
    with con:
        con.execute("DELETE FROM account")
        raise KeyError("enough")
except KeyError as error:
    print("error", error, con.execute("SELECT count(*) FROM account").fetchone())

statements = []
con.set_trace_callback(statements.append)
for level in ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE", None):
    con.isolation_level = level
    con.execute("UPDATE account SET money = money")
    print(repr(con.isolation_level), con.in_transaction)
    con.commit()
con.set_trace_callback(None)
print(statements)
for level in ("sometimes", 5):
    try:
        con.isolation_level = level
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

con.isolation_level = None
con.execute("BEGIN")
con.execute("SAVEPOINT half")
con.execute("DELETE FROM account")
con.execute("ROLLBACK TO half")
con.execute("COMMIT")
print(con.execute("SELECT * FROM account").fetchall())
con.close()

con = sqlite3.connect(":memory:", autocommit=False)
print(con.autocommit, con.in_transaction)
con.execute("CREATE TABLE t(a)")
con.commit()
con.execute("INSERT INTO t VALUES (1)")
con.rollback()
print(con.execute("SELECT * FROM t").fetchall(), con.in_transaction)
con.autocommit = True
print(con.autocommit, con.in_transaction)
con.execute("INSERT INTO t VALUES (2)")
con.rollback()
print(con.execute("SELECT * FROM t").fetchall())
con.close()
