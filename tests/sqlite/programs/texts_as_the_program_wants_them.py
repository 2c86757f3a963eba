import sqlite3

con = sqlite3.connect(":memory:")
SQL = "SELECT 'Österreich', x'41', 5, NULL, ''"
print(con.text_factory, con.execute(SQL).fetchone())
con.text_factory = bytes
print(con.execute(SQL).fetchone())
con.text_factory = bytearray
print(con.execute(SQL).fetchone())
con.text_factory = lambda data: data.decode("utf-8") + "!"
print(con.execute(SQL).fetchone())
con.text_factory = lambda data: data.decode(errors="ignore")
print(con.execute("SELECT CAST(x'61ff62' AS TEXT)").fetchone())
con.text_factory = str
try:
    con.execute("SELECT CAST(x'61ff62' AS TEXT) AS odd").fetchone()
except sqlite3.OperationalError as error:
    print(ascii(str(error)))
print(con.execute("SELECT length('a' || char(0) || 'b'), 'a' || char(0) || 'b'").fetchone())
print(con.execute("SELECT ?, length(?)", ("🐍 и 漢", "🐍 и 漢")).fetchone())
print(con.execute("SELECT upper('ёж'), lower('ABC'), 'a' LIKE 'A', 'abc' GLOB 'a*'").fetchone())
