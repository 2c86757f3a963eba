"""Standard streams as files."""

import sys


def names():
    with open("/dev/stdout", "w") as out:
        print("to the one", file=out)
    with open("/dev/fd/1", "w") as out:
        out.write("by its number\n")
    with open("/dev/stdin") as lines:
        print([line.strip() for line in lines])
    print(sys.stdout.isatty() in (True, False))
    with open("/dev/stderr", "w") as err:
        print("to the other", file=err)


if __name__ == "__main__":
    names()
