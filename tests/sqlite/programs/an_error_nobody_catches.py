import sqlite3

con = sqlite3.connect("app.db")
con.execute("CREATE TABLE user(name TEXT UNIQUE)")


def add(name):
    with con:
        con.execute("INSERT INTO user VALUES (?)", (name,))
        print("added", name)


add("Ann")
add("Ann")
