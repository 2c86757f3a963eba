"""Text is written, added to and read, line by line and whole."""

import os

os.mkdir("text-of-mine")
os.chdir("text-of-mine")

with open("poem.txt", "w") as file:
    print(file.write("Roses are red\n"), file.name, file.mode, file.encoding.lower())
    file.writelines(["violets are blue\n", "привет, мир\n"])
    print("and so on", file=file)
print(file.closed)

with open("poem.txt", "a", encoding="utf-8") as file:
    file.write("the end")
with open("poem.txt") as file:
    for number, line in enumerate(file, 1):
        print(number, repr(line))
with open("poem.txt", "r") as file:
    print(repr(file.read(5)), repr(file.readline()), len(file.readlines()), repr(file.read()))
    file.seek(0)
    print(file.tell(), file.readable(), file.writable(), file.seekable())
with open("poem.txt", "r+") as file:
    file.write("LILIES")
    file.seek(0)
    print(file.readline())

for wrong in ("rw", "q", "rbt", "", "rr"):
    try:
        open("poem.txt", wrong)
    except ValueError as error:
        print(repr(wrong), error)
try:
    open("poem.txt", "rb", encoding="utf-8")
except ValueError as error:
    print(error)
try:
    open("poem.txt", "x")
except FileExistsError as error:
    print(error, error.errno, error.filename)
try:
    open("nothing.txt")
except FileNotFoundError as error:
    print(error, error.errno, error.filename)
try:
    open(".")
except IsADirectoryError as error:
    print(error)

with open("old.txt", "w", encoding="cp1251") as file:
    file.write("мир")
print(open("old.txt", "rb").read())
try:
    open("old.txt", encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error)

for name in sorted(os.listdir()):
    print(name, os.path.getsize(name))
    os.remove(name)
os.chdir("..")
os.rmdir("text-of-mine")
