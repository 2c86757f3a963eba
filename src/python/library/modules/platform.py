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


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return lib, version


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def freedesktop_os_release():
    raise OSError(2, "Unable to read files /etc/os-release, /usr/lib/os-release")


def python_build():
    return "main", "Jan  1 2026 00:00:00"


def python_branch():
    return "main"


def python_revision():
    return ""


def python_compiler():
    return "rustc"


def python_implementation():
    return "RustPython"


def python_version():
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(python_version().split("."))


def platform(aliased=False, terse=False):
    return f"{system()}-{release()}-{machine()}"
