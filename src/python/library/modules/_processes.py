"""Processes of a program: code that runs beside it, in a namespace of its own.

A process is a thread of the same interpreter which has its own main module, `__mp_main__`, and its own copies of the program's
modules and of those that hold a program's settings. While it runs, it finds in `sys`, `os`, `threading` and the other modules
of the library, which all processes share, the values that belong to it (`_OWN`). Nothing passes from one process to another but
pickled bytes, through the channels below.
"""

import _loopline
import sys

import _folder
import _rounds
import _process_threads
import _thread
import _weakrefset
import collections
import contextvars
import io
import itertools
import os
import threading
import time
import types

from _frozen_importlib import ModuleSpec

# Modules of the library of which every process has a copy of its own, since programs change them for all that follows.
_COPIED = ("logging", "random")

# The modules of the program's own process, which are also those of the library in all others.
_library = sys.modules

_pids = itertools.count(2)


def _names(path):
    """The attributes of a module, or of an object in one; `None` if it is not imported."""
    module, _, name = path.partition(":")
    if module not in _library:
        return None
    return getattr(_library[module], name).__dict__ if name else _library[module].__dict__


def _main_thread():
    """The object of `threading` for the main thread of a process that has just begun."""
    active, threading._active = threading._active, {}
    try:
        return threading._MainThread()
    finally:
        threading._active = active


# What a process has of its own in modules that all share: where it is found, and a function of its first value.
_OWN = [
    ("sys", "modules", lambda now: {name: module for name, module in _library.items() if not _is_own(name, module)}),
    ("sys", "argv", list),
    ("sys", "path", list),
    ("sys", "stdin", lambda now: io.StringIO()),
    ("sys", "stdout", lambda now: sys.__stdout__),
    ("sys", "stderr", lambda now: sys.__stderr__),
    ("sys", "excepthook", lambda now: sys.__excepthook__),
    ("os", "environ", dict),
    ("os", "_pid", lambda now: next(_pids)),
    ("os", "_ppid", lambda now: os.getpid()),
    ("_files", "folder", lambda now: now),
    ("_signal", "_handlers", lambda now: dict(_library["_signal"]._AT_FIRST)),
    ("threading", "_main_thread", lambda now: _main_thread()),
    ("threading", "_active", lambda now: {}),
    ("threading", "_limbo", lambda now: {}),
    ("threading", "_dangling", lambda now: _weakrefset.WeakSet()),
    ("threading", "_counter", lambda now: itertools.count(1).__next__),
    ("threading", "_threading_atexits", list),
    ("threading", "_SHUTTING_DOWN", lambda now: False),
    ("concurrent.futures.thread", "_threads_queues", lambda now: type(now)()),
    ("concurrent.futures.thread", "_shutdown", lambda now: False),
    ("concurrent.futures.process", "_pools", lambda now: type(now)()),
    ("concurrent.futures.process", "_global_shutdown", lambda now: False),
    ("multiprocessing.process", "_current_process", lambda now: _main_process()),
    ("multiprocessing.process", "_parent_process", lambda now: None),
    ("multiprocessing.process", "_process_counter", lambda now: itertools.count(1)),
    ("multiprocessing.process", "_children", lambda now: set()),
    ("multiprocessing.process", "_dangling", lambda now: _weakrefset.WeakSet()),
    ("multiprocessing.context:_default_context", "_actual_context", lambda now: now),
    ("multiprocessing.util", "_exiting", lambda now: False),
    ("multiprocessing.util", "_finalizer_registry", lambda now: {}),
    ("multiprocessing.util", "_logger", lambda now: None),
]


def _main_process():
    """The object of `multiprocessing` for a process that has not been told which one it is."""
    kinds = _library["multiprocessing.process"].BaseProcess.__subclasses__()
    return next(kind for kind in kinds if kind.__name__ == "_MainProcess")()


def _is_own(name, module):
    """Tells if a process is not to find a module of the program's own process."""
    if name in ("__main__", "__mp_main__", "atexit") or name.partition(".")[0] in _COPIED:
        return True
    return isinstance(getattr(getattr(module, "__spec__", None), "loader", None), _folder.Loader)


class Process:
    """A process, with the state that it has of its own while it does not run, and that of the others while it does."""

    def __init__(self, streams=None, unbuffered=False):
        self._values = {}
        # Its standard streams: channels or files of bytes, or `None` for those of the program's own process.
        self.streams = streams or (_thread._process.streams if _thread._process else (None, None, None))
        # The identifier of the thread that runs its main module.
        self.main_thread = None
        # True if it runs Python, which raises KeyboardInterrupt for SIGINT.
        self.is_python = True
        # The number of its group, in which are those that it starts, too. That of the program's own process is 1.
        self.group = _thread._process.group if _thread._process else 1
        # True once it has left at once: nothing that it still does is seen.
        self.has_left = False
        # Ends of pipes that it holds, and its functions for `atexit`.
        self.connections = []
        self._at_exit = []
        # The number in the name of its next task.
        self._next_task = 1
        self.fill()
        self.pid = self._values["os", "_pid"]
        self._values["sys", "modules"]["atexit"] = self._own_atexit()
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if self.streams[number] is not None:
                self.set("sys", name, _opened(self.streams[number], number, unbuffered))

    def set(self, module, attribute, value):
        """Gives the process a value of its own before it begins."""
        self._values[module, attribute] = value

    def fill(self):
        """Gives the process its values in the modules that are imported by now."""
        for name, attribute, first in _OWN:
            if (name, attribute) not in self._values and (names := _names(name)) is not None:
                self._values[name, attribute] = first(names[attribute])

    def exchange(self):
        """Exchanges the values that stand in the modules with those that are kept."""
        for (name, attribute), value in self._values.items():
            names = _names(name)
            self._values[name, attribute], names[attribute] = names[attribute], value
        self._next_task = _loopline.exchange_task_number(self._next_task)

    def _own_atexit(self):
        """The process's module `atexit`."""
        module = types.ModuleType("atexit")
        registered = self._at_exit

        def register(function, /, *args, **kwargs):
            registered.append((function, args, kwargs))
            return function

        def unregister(function, /):
            registered[:] = [entry for entry in registered if entry[0] != function]

        module.register, module.unregister = register, unregister
        module._clear, module._ncallbacks = registered.clear, lambda: len(registered)
        return module

    def attach(self):
        """Makes the thread that runs now the main thread of the process, which runs now."""
        main = threading._main_thread
        threading._active.pop(main._ident, None)
        self.main_thread = main._ident = _thread.get_ident()
        threading._active[self.main_thread] = main

    def run_main(self):
        """Executes the program's main module anew."""
        module = types.ModuleType("__mp_main__")
        module.__file__ = _library["__main__"].__file__
        sys.modules["__main__"] = sys.modules["__mp_main__"] = module
        exec(_main_code(), module.__dict__)

    def finish(self):
        """Does what an interpreter does at its end, in the process."""
        if self.has_left:
            self.close()
            return
        threading._shutdown()
        if "multiprocessing.util" in _library:
            _library["multiprocessing.util"]._exit_function()
        while self._at_exit:
            function, args, kwargs = self._at_exit.pop()
            function(*args, **kwargs)
        sys.stdout.flush()
        sys.stderr.flush()
        self.close()

    def handler_of(self, signal):
        """The handler that the process has for a signal, while another runs; `None` if nothing of it waits."""
        import _signal

        if self.main_thread not in _thread._alive:
            return None
        default = _signal.default_int_handler if signal == _signal.SIGINT and self.is_python else None
        return self._values.get(("_signal", "_handlers"), {}).get(signal, default)

    def close(self):
        """Closes what a process holds, when it is over."""
        _process_threads.act(self._close)

    def _close(self):
        while self.connections:
            self.connections.pop().close()


def _opened(stream, number, unbuffered):
    """A standard stream of text for a channel or a file of bytes."""
    if isinstance(stream, Channel):
        import _programs

        stream = (_programs._Sender if number else _programs._Receiver)(stream, number)
    if number == 0:
        return io.TextIOWrapper(io.BufferedReader(stream), "utf-8")
    errors = "backslashreplace" if number == 2 else "strict"
    if unbuffered:
        return io.TextIOWrapper(stream, "utf-8", errors, write_through=True)
    return io.TextIOWrapper(io.BufferedWriter(stream), "utf-8", errors, line_buffering=number == 2)


def _main_code():
    loader = _folder.Loader("__mp_main__", _folder.main)
    return _rounds.compiled(loader.get_source(), _folder.shown(_folder.main), 0)


def in_new_context(function, *args):
    """Calls a function without the context and the loop of the code that runs now."""
    return contextvars.Context().run(function, *args)


def status_of(leaving):
    """The exit status for an error that ends a process, and what is written of it."""
    if isinstance(leaving, Exit):
        return leaving.status
    if isinstance(leaving, SystemExit):
        import _loopline_boot

        return _loopline_boot.status_of(leaving.code)
    report(leaving)
    return -2 if isinstance(leaving, KeyboardInterrupt) else 1


def report(error):
    """Reports an error that no code of a process has caught, as the interpreter does."""
    import _loopline_boot

    _loopline_boot.report(error)


class Exit(BaseException):
    """Raised by `os._exit` in a process."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


def end(status):
    """`os._exit`."""
    process = _thread._process
    if process is None:
        raise SystemExit(status)
    process.has_left = True
    running = _thread.get_ident()
    for ident, handle in list(_thread._alive.items()):
        if handle._process is process and ident not in (running, process.main_thread):
            _process_threads.end_at_once(handle)
    if running != process.main_thread:
        children[process.pid].end(status)
    raise Exit(status)


os._exit = end


# Modules of the library that a process imports are those of the program's own process.


class Loader:
    """Finds a module of the library where the program's own process has it."""

    def __init__(self, module):
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec):
        return self._module

    def exec_module(self, module):
        module.__spec__ = self._spec


class Finder:
    """A finder of `sys.meta_path`, behind that of the program's folder."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        process = _thread._process
        if process is None or name.partition(".")[0] in _COPIED or not _folder.in_library(name):
            return None
        _process_threads.enter(None)
        try:
            import importlib

            module = importlib.import_module(name)
        finally:
            _process_threads.enter(process)
        return ModuleSpec(name, Loader(module))


sys.meta_path.insert(1, Finder)


# What processes share.


class Channel:
    """Bytes on their way from some processes to others, in the order in which they were sent."""

    def __init__(self):
        self.items = collections.deque()
        # The queues of those that wait for something to take, for room, and for this among others.
        self.waits = []
        self.room = []
        self.watched = []
        # A function that is called whenever something arrives or the last sender has closed.
        self.listener = None
        # The number of ends at which something may still be sent.
        self.senders = 0
        self._taker = _process_threads.Taker()
        # The numbers of the resources for which this stands in the record, by their kinds.
        self._numbers = None

    def put(self, data):
        if _thread._process is not None and _thread._process.has_left:
            return
        _process_threads.act(lambda: self._arrive(data))

    def _arrive(self, data):
        self.items.append(data)
        self._wake()

    def _wake(self):
        for waits in (self.waits, *self.watched):
            _thread._wake_all(waits)
        if self.listener is not None:
            self.listener()

    def open(self):
        self.senders += 1

    def close(self):
        _process_threads.act(self._leave)

    def _leave(self):
        self.senders -= 1
        self._wake()

    def wait(self, until=None, ends=False):
        """Waits until there is something to take, or until a moment; with `ends` also until nobody can send any more."""
        self._taker.take()
        return _process_threads.wait_for(lambda: self.items or ends and not self.senders, until, self.waits)

    def take(self):
        data = self.items.popleft()
        _thread._wake_all(self.room)
        return data


# The time that a process takes to die of a signal, in seconds.
DYING = 0.001


class Child:
    """A process as its parent sees it."""

    method = "spawn"

    def __init__(self, process):
        self.process = process
        self.pid = self.sentinel = process.pid
        self.returncode = None
        self._waits = []
        self.end = self.listener = None
        # The moment at which a signal ended the process.
        self._told_at = None
        children[self.pid] = self

    def poll(self, flag=None):
        # It takes a moment to die of a signal: whoever looks at once finds it alive.
        if self._told_at is not None and time.monotonic() < self._told_at + DYING:
            return None
        return self.returncode

    def wait(self, timeout=None):
        self._told_at = None
        _process_threads.wait_for(lambda: self.returncode is not None, until(timeout), self._waits)
        return self.returncode

    def terminate(self):
        self.send(15)

    def kill(self):
        self.send(9)

    def interrupt(self):
        self.send(2)

    def send(self, signal):
        """Sends the process a signal, which ends it unless it has a handler for it."""
        import _signal

        if self.returncode is not None or signal == 0:
            return
        handler = None if signal in (_signal.SIGKILL, _signal.SIGSTOP) else self.process.handler_of(signal)
        if callable(handler):
            if _thread._whole is not None:
                _thread._whole.cannot()
            _thread._interrupt_thread(self.process.main_thread, lambda: _signal._take(signal))
        elif handler != _signal.SIG_IGN and signal not in _signal._IGNORED:
            self.signalled()
            self.end(-signal)

    def signalled(self):
        """Notes that a signal ends the process now."""
        self._told_at = time.monotonic()

    def close(self):
        pass

    def ended(self, status):
        """Notes that the process is over."""
        self.returncode = status
        for waits in (self._waits, *watched):
            _thread._wake_all(waits)
        if self.listener is not None:
            self.listener()


# All processes as their parents see them, by their numbers, and the queues of those that wait for the first of several.
children = {}
watched = []


# Objects that processes share, by the numbers under which they are sent to a process that is started.
_shared = {}
_numbers = itertools.count()


def number_of(shared):
    """The number of an object by which another process finds it."""
    for number, other in _shared.items():
        if other is shared:
            return number
    number = next(_numbers)
    _shared[number] = shared
    return number


def shared_of(number):
    return _shared[number]


def until(timeout):
    """The moment at which a timeout ends; `None` for none."""
    import _loopline

    return None if timeout is None else _loopline.now() + round(max(timeout, 0) * 1_000_000)
