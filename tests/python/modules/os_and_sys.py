import os
import sys

print(os.environ.get("NOT_SET", "default"), os.getenv("NOT_SET"))
os.environ["MINE"] = "value"
print(os.environ["MINE"], os.sep, os.linesep == "\n", os.name)
print(os.path.join("a", "b", "c.txt"), os.path.splitext("a/b.tar.gz"), os.path.basename("/x/y"), os.path.dirname("/x/y"))
print(os.path.normpath("a/../b/./c"), os.path.exists("/does/not/exist"), os.path.isabs("/x"))
print(len(os.urandom(4)), sys.version_info >= (3, 13), sys.maxsize in (2**31 - 1, 2**63 - 1), sys.byteorder, sys.getrecursionlimit())
print(sys.argv[1:], sys.platform in ("linux", "emscripten"), sys.getsizeof([]) > 0)
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
print("a", "b", sep="-", end="!\n", flush=True)
try:
    os.environ["NOT_SET"]
except KeyError as error:
    print(error)
