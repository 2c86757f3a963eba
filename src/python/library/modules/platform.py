"""`platform` of a machine that a program cannot reach: constants."""

import sys


def system():
    return "Linux"


def node():
    return "playground"


def release():
    return "0"


version = release


def machine():
    return "wasm32"


processor = machine


def architecture(executable="", bits="", linkage=""):
    return "32bit", ""


def uname():
    from collections import namedtuple

    kind = namedtuple("uname_result", "system node release version machine processor")
    return kind(system(), node(), release(), version(), machine(), processor())


def python_implementation():
    return "RustPython"


def python_version():
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(python_version().split("."))


def platform(aliased=False, terse=False):
    return f"{system()}-{release()}-{machine()}"
