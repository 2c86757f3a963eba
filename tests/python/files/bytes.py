"""Bytes, and the place in a file."""

import os

os.mkdir("bytes-of-mine")
os.chdir("bytes-of-mine")

with open("data", "wb") as file:
    print(file.write(bytes(range(10))), file.tell())
    file.seek(20)
    file.write(b"!")
with open("data", "rb") as file:
    data = file.read()
    print(len(data), data)
    print(file.seek(-1, os.SEEK_END), file.read(), file.read())
    print(file.seek(2), file.read(3), file.tell())
    buffer = bytearray(4)
    print(file.readinto(buffer), buffer)
with open("data", "r+b") as file:
    file.truncate(5)
    file.seek(1)
    file.write(b"xy")
    file.seek(0)
    print(file.read())
with open("data", "ab", buffering=0) as file:
    file.write(b"end")
    print(type(file).__mro__[-2].__name__, file.tell())
try:
    with open("data", "wb") as file:
        file.read()
except OSError as error:
    print(type(error).__name__)
print(os.path.getsize("data"))

os.remove("data")
os.chdir("..")
os.rmdir("bytes-of-mine")
