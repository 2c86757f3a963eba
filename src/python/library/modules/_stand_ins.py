"""Stand-ins for modules that packages import at once and a page cannot have, and for a compiled part of one: they can be
imported, and refuse to be used.

Only packages see them. A program that imports such a module is told why it is not here."""

import _limits


def _refuses(name, what, base=object):
    """Makes a class of that name whose objects cannot be made."""

    def __new__(cls, *args, **kwargs):
        _limits.refuse(what)

    return type(name, (base,), {"__new__": __new__})


def _mmap(module):
    module.mmap = _refuses("mmap", "Files mapped into memory are")
    module.ACCESS_READ = 1


def _fcntl(module):
    import os

    module.F_GETFD, module.F_SETFD, module.F_GETFL, module.F_SETFL, module.FD_CLOEXEC = 1, 2, 3, 4, 1

    def fcntl(fd, cmd, arg=0):
        fd = fd if isinstance(fd, int) else fd.fileno()
        if cmd == module.F_GETFL:
            return 0 if os.get_blocking(fd) else os.O_NONBLOCK
        if cmd == module.F_SETFL:
            os.set_blocking(fd, not arg & os.O_NONBLOCK)
        # No file is inherited by a program that is started.
        return module.FD_CLOEXEC if cmd == module.F_GETFD else 0

    module.fcntl = fcntl
    for name in "flock ioctl lockf".split():
        setattr(module, name, _limits.refused(name, "Locks and devices of an operating system are"))


def _interpreters(module):
    module.create = _limits.refused("create", "Interpreters beside this one are")
    module.ExecutionFailed = type("ExecutionFailed", (Exception,), {})


def _ctypes(module):
    what = "Libraries of a machine are"
    module.__path__ = []

    class CDLL:
        def __init__(self, *args, **kwargs):
            raise OSError("there are no libraries of a machine in this playground")

    module.CDLL = module.PyDLL = CDLL
    names = "bool byte char char_p double float int int32 int64 long longlong short size_t ssize_t ubyte uint uint32 uint64 void_p"
    for name in [f"c_{name}" for name in names.split()] + ["Structure", "Union", "py_object"]:
        setattr(module, name, type(name, (), {}))
    for name in "CFUNCTYPE POINTER addressof byref cast pointer sizeof".split():
        setattr(module, name, _limits.refused(name, what))


def _ctypes_util(module):
    module.find_library = lambda name: None


MAKERS = {
    "concurrent.interpreters": _interpreters,
    "ctypes": _ctypes,
    "ctypes.util": _ctypes_util,
    "fcntl": _fcntl,
    "mmap": _mmap,
}


class Loader:
    """Makes a stand-in."""

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        MAKERS[module.__name__](module)
