"""Prints where there is no standard output, and prints wrongly."""

import contextlib
import io
import sys


def quietly(function):
    before, sys.stdout = sys.stdout, None
    try:
        return function()
    finally:
        sys.stdout = before


print(quietly(lambda: print("nobody reads this", end="")))
with contextlib.redirect_stdout(None):
    print("nor this")
kept = io.StringIO()
print("a", "b", 3, sep="-", end="!", file=kept, flush=True)
print(repr(kept.getvalue()))
print("no file", file=None)
print(*"abc", sep="")
print()
for wrong in ({"sep": 5}, {"end": b"x"}, {"mode": "w"}):
    try:
        print("x", **wrong)
    except TypeError as error:
        print(error)


class Letters:
    def write(self, text):
        sys.stdout.write(f"<{text}>")


print("one", "two", file=Letters())
print()
del sys.stdout
try:
    print("lost")
except RuntimeError as error:
    sys.stdout = sys.__stdout__
    print(error)
