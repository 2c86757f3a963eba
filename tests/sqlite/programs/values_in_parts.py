import sqlite3

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE picture(id INTEGER PRIMARY KEY, data BLOB)")
con.execute("INSERT INTO picture VALUES (1, zeroblob(13))")
with con.blobopen("picture", "data", 1) as blob:
    blob.write(b"hello, ")
    blob.write(b"world.")
    blob[0] = ord("H")
    blob[-1] = ord("!")
    print(len(blob), blob.tell())
    blob.seek(0)
    print(blob.read(5), blob.read(), blob.read(1))
    print(blob[0], blob[1:4], blob[::2])
    blob[7:12] = b"there"
print(con.execute("SELECT data FROM picture").fetchone())
for call in (
    lambda: blob.read(),
    lambda: con.blobopen("picture", "data", 2),
    lambda: con.blobopen("picture", "size", 1),
    lambda: con.blobopen("film", "data", 1),
    lambda: con.blobopen("picture", "data", 1, readonly=True).write(b"x"),
    lambda: con.blobopen("picture", "data", 1).write(b"x" * 14),
    lambda: con.blobopen("picture", "data", 1)[13],
    lambda: con.blobopen("picture", "data", 1).seek(14),
):
    try:
        print(call())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
