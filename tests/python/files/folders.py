"""Folders: made, looked through, moved, taken away."""

import os

os.mkdir("tree")
os.chdir("tree")
print(os.path.basename(os.getcwd()), os.listdir())

os.makedirs("a/b/c")
os.makedirs("a/b", exist_ok=True)
for name in ("a/one.txt", "a/b/two.txt", "a/b/c/three.txt"):
    with open(name, "w") as file:
        file.write(name)
for top, folders, files in os.walk("."):
    print(top, sorted(folders), sorted(files))
with os.scandir("a") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.stat().st_size > 0)
print(os.path.exists("a/one.txt"), os.path.isfile("a"), os.path.isdir("a"), os.path.getsize("a/one.txt"))
print(os.access("a", os.R_OK), os.access("z", os.R_OK))


def fails(function, *args):
    try:
        print(function(*args))
    except OSError as error:
        print(type(error).__name__, error)


fails(os.mkdir, "a")
fails(os.mkdir, "z/y")
fails(os.rmdir, "a")
fails(os.rmdir, "a/one.txt")
fails(os.remove, "z")
fails(os.listdir, "z")
fails(os.listdir, "a/one.txt")
fails(os.rename, "z", "y")
fails(os.rename, "a", "a/b/c/a")
fails(os.stat, "a/one.txt/more")
fails(os.chdir, "z")

os.rename("a/one.txt", "a/first.txt")
os.replace("a/first.txt", "a/b/two.txt")
print(open("a/b/two.txt").read())
os.rename("a/b", "moved")
for top, folders, files in sorted(os.walk(".", topdown=False), reverse=True):
    print(top, sorted(folders), sorted(files))
    for name in files:
        os.unlink(os.path.join(top, name))
    if top != ".":
        os.rmdir(top)
print(os.listdir())
os.chdir("..")
os.rmdir("tree")
