"""Counts calls and measures the time they take by the program's clock. CPython's measures its interpreter, natively.

On the exact clock computing takes no time, and only waiting does."""

import sys
import time

import pstats

__all__ = ["run", "runctx", "Profile"]

# Classes of functions of modules and types: a class that is called is none.
_NATIVE = (type(len), type([].append), type(list.append))


def _label(called):
    """The name of a function in a table of CPython's: file, line and name."""
    if hasattr(called, "co_filename"):
        return called.co_filename, called.co_firstlineno, called.co_name
    kind, _, name = getattr(called, "__qualname__", "?").rpartition(".")
    if kind:
        return "~", 0, f"<method '{name}' of '{kind}' objects>"
    # Functions of `time` are the engine's.
    module = "time" if vars(time).get(name) is called else getattr(called, "__module__", None) or "builtins"
    return "~", 0, f"<built-in method {module}.{name}>"


def _is_hidden(code):
    """Tells if code is the engine's own, which CPython has natively."""
    return code.co_filename.startswith("<frozen _")


class _Call:
    """A call that is not over."""

    __slots__ = ("label", "began", "inner")

    def __init__(self, label, began):
        # The time of its own calls so far.
        self.label, self.began, self.inner = label, began, 0.0


class Profile:
    """Profile(timer=None, timeunit=0.0, subcalls=True, builtins=True)"""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer, self._unit = timer or time.perf_counter, timeunit if timer and timeunit else 1
        self._builtins = builtins
        self.clear()

    def clear(self):
        self._open = []
        # The frame of the engine's code that runs, if any: what it calls is not counted.
        self._hidden = None
        # Of each function: calls that are not inside another of it, all calls, time of its own, all time, and those who call it.
        self._found = {}

    def enable(self, subcalls=True, builtins=True):
        self._builtins = builtins
        sys.setprofile(self._note)

    def disable(self):
        sys.setprofile(None)
        self._hidden = None
        while self._open:
            self._end()

    def _note(self, frame, event, called):
        if self._hidden is not None:
            if event == "return" and frame is self._hidden:
                self._hidden = None
        elif event == "call":
            if frame.f_code is _DISABLE:
                self._begin(("~", 0, "<method 'disable' of '_lsprof.Profiler' objects>"))
            if _is_hidden(frame.f_code) or frame.f_code is _DISABLE:
                self._hidden = frame
            else:
                self._begin(_label(frame.f_code))
        elif event == "return":
            self._end(_label(frame.f_code))
        elif self._builtins and isinstance(called, _NATIVE):
            if event == "c_call":
                self._begin(_label(called))
            else:
                self._end(_label(called))

    def _begin(self, label):
        self._open.append(_Call(label, self._timer()))

    def _end(self, label=None):
        # What had begun before the profile was enabled is none of it.
        if not self._open or (label is not None and self._open[-1].label != label):
            return
        call = self._open.pop()
        took = (self._timer() - call.began) * self._unit
        own, label = took - call.inner, call.label
        is_inside = any(other.label == label for other in self._open)
        caller = self._open[-1] if self._open else None
        if caller is not None:
            caller.inner += took
        found = self._found.setdefault(label, [0, 0, 0.0, 0.0, {}])
        counted = [found]
        if caller is not None:
            counted.append(found[4].setdefault(caller.label, [0, 0, 0.0, 0.0]))
        for numbers in counted:
            numbers[0] += not is_inside
            numbers[1] += 1
            numbers[2] += own
            numbers[3] += 0 if is_inside else took

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {
            label: (*numbers[:4], {caller: (part[1], part[0], *part[2:]) for caller, part in numbers[4].items()})
            for label, numbers in self._found.items()
        }

    def print_stats(self, sort=-1):
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        import marshal

        with open(file, "wb") as stream:
            self.create_stats()
            marshal.dump(self.stats, stream)

    def run(self, cmd):
        import __main__

        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


_DISABLE = Profile.disable.__code__


def run(statement, filename=None, sort=-1):
    import __main__

    runctx(statement, __main__.__dict__, __main__.__dict__, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    profile = Profile()
    try:
        profile.runctx(statement, globals, locals)
    except SystemExit:
        pass
    if filename is None:
        profile.print_stats(sort)
    else:
        profile.dump_stats(filename)
