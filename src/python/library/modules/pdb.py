"""`pdb` without a debugger: the timeline goes forwards and backwards through every step of a run that is over."""

from bdb import BdbQuit
from cmd import Cmd

from _limits import NO_DEBUGGER


class Restart(Exception):
    pass


class Pdb(Cmd):
    """The class that others derive theirs from; nothing can be traced with it."""

    def __init__(self, *args, **options):
        super().__init__()

    def set_trace(self, *args, **options):
        raise NotImplementedError(NO_DEBUGGER)

    def reset(self):
        pass

    set_continue = reset


def _refuse(name):
    def function(*args, **options):
        raise NotImplementedError(NO_DEBUGGER)

    function.__name__ = function.__qualname__ = name
    return function


for _name in "run runeval runcall set_trace set_trace_async post_mortem pm help main".split():
    globals()[_name] = _refuse(_name)
del _name
