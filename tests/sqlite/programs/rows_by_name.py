import sqlite3
from collections import namedtuple

con = sqlite3.connect(":memory:")
con.row_factory = sqlite3.Row
con.execute("CREATE TABLE person(name, age, Home)")
con.executemany("INSERT INTO person VALUES (?, ?, ?)", [("Ann", 30, "Tver"), ("Bob", 25, None)])
row = con.execute("SELECT name, age, Home FROM person").fetchone()
print(row.keys(), tuple(row), len(row), dict(row))
print(row["name"], row["NAME"], row["home"], row[1], row[-1], row[0:2])
for wrong in ("nick", 5, 1.5, "na"):
    try:
        print(row[wrong])
    except Exception as error:
        print(type(error).__name__, error)
first, second = con.execute("SELECT * FROM person")
print(first == row, first == second, first != second, hash(first) == hash(row), "Ann" in first)
print([value for value in second], isinstance(row, sqlite3.Row), type(row))
print([person["name"] for person in con.execute("SELECT * FROM person ORDER BY age")])


def as_dict(cursor, row):
    return {column[0]: value for column, value in zip(cursor.description, row)}


con.row_factory = as_dict
print(con.execute("SELECT * FROM person").fetchall())
con.row_factory = lambda cursor, row: row[0]
print(con.execute("SELECT name FROM person").fetchall())


def named(cursor, row):
    return namedtuple("Person", [column[0].lower() for column in cursor.description])._make(row)


cur = con.cursor()
cur.row_factory = named
for person in cur.execute("SELECT * FROM person"):
    print(person, person.home)
con.row_factory = None
print(con.execute("SELECT name, name FROM person").fetchone())
print(sqlite3.Row(con.execute("SELECT 1 AS a, 2 AS b"), (3, 4))["b"])
