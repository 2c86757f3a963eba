"""Runs one program as `__main__` on CPython, on a virtual clock, and tells what it writes, line by line, each with its moment.

    python3 -P -c "import virtual; virtual.main()" PROGRAM.py [ARGUMENT...]

Each piece that the program writes is a line of JSON on standard output: `[moment in microseconds, "out" or "err",
text]`. Nothing else is different from running the program, but for this:

- Time moves only when nothing can go on, to the next deadline: the loop of `../oracle/record.py`, whose rule for
  equal deadlines it is, and a `time.sleep` that passes the turn to another thread. It begins at midnight, 1 January 2026, UTC.
- Once 10,000 turns of the loop or 100,000 looks at the clock have passed and time has not, each further one takes 1 ms or
  0.1 ms, or a program that waits by looking would never end: the rule of `src/python/recorder/program_clock.rs`.
- One thread runs at a time, until it waits: then those that can go on do so in the order in which they were woken. A turn
  of a loop lets those go on first, as a look at the selector lets go of the GIL.
- A thread that goes through 10,000 rounds of a loop which waits for nothing lets those go on that can; if none can, time moves to
  the first deadline of another: the rule of `src/python/library/modules/_rounds.py`, which finds these loops.
- A program in which nothing can go on and no time will ever come ends at once, with `["deadlock"]`.
- Tracebacks have no frames of the library, and no hint at tracemalloc.
"""

import sys
import time

EPOCH = 1_767_225_600
MODULES = __file__.rpartition("/")[0] + "/../../src/python/library/modules"
ORACLE = __file__.rpartition("/")[0] + "/../oracle"
ALLOW_TOP_LEVEL_AWAIT = 0x2000
COROUTINE = 0x80


class Clock:
    """Time in whole microseconds since the program began."""

    TURNS_AT_REST, LOOKS_AT_REST, TURN, LOOK = 10_000, 100_000, 1000, 100

    now = 0
    turns = looks = 0

    def turn(self):
        self.turns += 1
        if self.turns > self.TURNS_AT_REST:
            self.now += self.TURN

    def look(self):
        self.looks += 1
        if self.looks > self.LOOKS_AT_REST:
            self.now += self.LOOK
        return self.now

    def jump(self, moment):
        if moment > self.now:
            self.now = moment
            self.turns = self.looks = 0


clock = Clock()


def keep_time():
    """Replaces what `time` has from the machine. Before anything else is imported, since others take it from there."""
    import math

    def monotonic():
        return clock.look() / 1_000_000

    def monotonic_ns():
        return clock.look() * 1000

    def now():
        return EPOCH + clock.look() / 1_000_000

    def now_ns():
        return EPOCH * 1_000_000_000 + clock.look() * 1000

    def sleep(seconds, /):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if math.isinf(seconds):
            raise OverflowError("timestamp too large to convert to C PyTime_t")
        threads.wait(clock.now + round(seconds * 1_000_000))

    # What C functions are not, these must not become where a class has them as attributes: methods.
    def of_now(function):
        return staticmethod(lambda seconds=None, /: function(now() if seconds is None else seconds))

    time.monotonic = time.perf_counter = time.process_time = time.thread_time = staticmethod(monotonic)
    time.monotonic_ns = time.perf_counter_ns = time.process_time_ns = time.thread_time_ns = staticmethod(monotonic_ns)
    time.time, time.time_ns, time.sleep = map(staticmethod, (now, now_ns, sleep))
    time.gmtime = of_now(time.gmtime)
    time.localtime = time.gmtime
    format_time = time.strftime

    @staticmethod
    def strftime(format, moment=None, /):
        return format_time(format, time.gmtime() if moment is None else moment)

    time.strftime = strftime
    format_moment = time.asctime
    time.asctime = staticmethod(lambda moment=None, /: format_moment(time.gmtime() if moment is None else moment))
    time.ctime = staticmethod(lambda seconds=None, /: time.asctime(time.gmtime(seconds)))
    time.timezone, time.altzone, time.daylight, time.tzname = 0, 0, 0, ("UTC", "UTC")
    # Its `now` asks the machine. The compiled core of pydantic makes its times, and programs with that ask for no `now`.
    if not any("pydantic-core" in place for place in sys.path):
        sys.modules["_datetime"] = sys.modules["_zoneinfo"] = None
    sys.modules["tracemalloc"] = None


keep_time()

import _thread
import collections
import heapq
import itertools


class Strand:
    """A thread, as far as it waits."""

    def __init__(self):
        self.gate = _thread.allocate_lock()
        self.gate.acquire()
        self.waits = 0
        self.woken = False
        self.done = False
        self.daemon = True
        self.joining = []


class Threads:
    """Who runs: one strand, until it waits."""

    def __init__(self):
        self.current = Strand()
        self.ready = collections.deque()
        self.sleeping = []
        self.order = itertools.count()
        self.alive = []

    def wait(self, until=None):
        """Lets others run, until this strand is woken (then it returns true) or that moment comes."""
        me = self.current
        me.woken = False
        self.rounds = 0
        if until is not None:
            heapq.heappush(self.sleeping, (until, next(self.order), me, me.waits))
        self.pass_on()
        me.gate.acquire()
        return me.woken

    ROUNDS = 10_000
    rounds = 0

    def round(self):
        """Counts a round of a loop that may wait for other threads by computing."""
        self.rounds += 1
        if self.rounds < self.ROUNDS:
            return
        self.rounds = 0
        moments = [until for until, _, strand, waits in self.sleeping if waits == strand.waits]
        if self.ready:
            self.wait(clock.now)
        elif moments:
            self.wait(max(min(moments), clock.now))

    def wake(self, strand):
        strand.waits += 1
        strand.woken = True
        self.ready.append(strand)

    def pass_on(self):
        while not self.ready:
            if not self.sleeping:
                deadlock()
            until, _, strand, waits = heapq.heappop(self.sleeping)
            if waits == strand.waits:
                clock.jump(until)
                strand.waits += 1
                self.ready.append(strand)
        self.current = self.ready.popleft()
        self.current.gate.release()

    def start(self, function, handle=None, daemon=True):
        """Stands for `_thread.start_joinable_thread`."""
        strand = Strand()
        strand.daemon = daemon

        def body():
            strand.gate.acquire()
            try:
                function()
            finally:
                strand.done = True
                for other in strand.joining:
                    self.wake(other)
                self.pass_on()

        if not daemon:
            self.alive.append(strand)
        self.ready.append(strand)
        handle = start_joinable_thread(body, handle=handle, daemon=True)
        self.strands[handle] = strand
        return handle

    strands = {}

    def join(self, strand, timeout=None):
        """Waits until a strand is over."""
        until = None if timeout is None else clock.now + round(max(timeout, 0) * 1_000_000)
        while not strand.done:
            strand.joining.append(self.current)
            woken = self.wait(until)
            strand.joining.remove(self.current)
            if not woken:
                break

    def finish(self):
        """Waits for all threads for which a program's end waits."""
        for strand in self.alive:
            self.join(strand)


threads = Threads()
start_joinable_thread = _thread.start_joinable_thread


class Lock:
    """A lock for which strands wait."""

    def __init__(self):
        self._locked = False
        self._waiting = collections.deque()

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        until = None if timeout == -1 else clock.now + round(timeout * 1_000_000)
        while self._locked:
            if not blocking or timeout == 0:
                return False
            me = threads.current
            self._waiting.append(me)
            if not threads.wait(until):
                self._waiting.remove(me)
                return False
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        if self._waiting:
            threads.wake(self._waiting.popleft())

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __repr__(self):
        return f"<{'locked' if self._locked else 'unlocked'} _thread.lock object at {id(self):#x}>"


def replace_threads():
    import queue
    import threading

    threading.Lock = threading._allocate_lock = Lock
    threading._CRLock = None
    threading._start_joinable_thread = threads.start
    threading._thread_shutdown = threads.finish
    handle = "_os_thread_handle" if sys.version_info >= (3, 14) else "_handle"
    join, is_alive = threading.Thread.join, threading.Thread.is_alive

    def joined(self, timeout=None):
        strand = threads.strands.get(getattr(self, handle))
        if strand is not None and strand is not threads.current:
            threads.join(strand, timeout)
            if not strand.done:
                return
        join(self, timeout)

    def alive(self):
        strand = threads.strands.get(getattr(self, handle))
        return is_alive(self) if strand is None else not strand.done

    threading.Thread.join, threading.Thread.is_alive = joined, alive
    queue.SimpleQueue = queue._PySimpleQueue
    queue.Queue.__init__.__globals__["time"] = time.monotonic
    threading._time = time.monotonic


def make_loop(record):
    """The loop of the other recorder, with the clock and the threads of this one, and with asyncio's own tasks."""
    import asyncio
    import asyncio.unix_events

    class Selector:
        """Instead of waiting for files it lets others run, and time pass."""

        def __init__(self, loop):
            self.loop = loop
            self.waiting = None
            self.poked = False

        def select(self, timeout):
            if self.poked or (timeout is not None and timeout <= 0):
                # A look at the selector lets go of the GIL: who is ready goes on first.
                if threads.ready:
                    threads.wait(clock.now)
            else:
                due = self.loop._scheduled[0].due if self.loop._scheduled else None
                self.waiting = threads.current
                threads.wait(None if due == float("inf") else due)
                self.waiting = None
            self.poked = False
            return ()

        def poke(self):
            self.poked = True
            if self.waiting is not None:
                threads.wake(self.waiting)
                self.waiting = None

    class SelectorEventLoop(record.VirtualLoop):
        now = property(lambda self: clock.now, lambda self, now: setattr(clock, "now", now))

        def __init__(self, selector=None):
            moment = clock.now
            super().__init__()
            clock.now = moment
            self._selector = Selector(self)

        create_task = asyncio.base_events.BaseEventLoop.create_task
        call_soon_threadsafe = asyncio.base_events.BaseEventLoop.call_soon_threadsafe

        def _write_to_self(self):
            self._selector.poke()

        def _run_once(self):
            clock.turn()
            asyncio.base_events.BaseEventLoop._run_once(self)

    SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"
    SelectorEventLoop.__module__ = "asyncio.unix_events"
    asyncio.unix_events._UnixDefaultEventLoopPolicy._loop_factory = SelectorEventLoop
    for module in (asyncio, asyncio.unix_events):
        module.SelectorEventLoop = module.EventLoop = SelectorEventLoop


def leave_out_the_library(file):
    import os
    import traceback

    # The modules beside a program are its own.
    folder = os.getcwd() + "/"
    all_frames = traceback.StackSummary.format

    def of_the_program(self, **options):
        return all_frames(type(self)(frame for frame in self if frame.filename == file or frame.filename.startswith(folder)), **options)

    traceback.StackSummary.format = of_the_program


class Output:
    """A standard stream."""

    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None
    closed = False

    def __init__(self, name, tell):
        self.name = f"<std{name}>"
        # Kept here, since the globals are taken away before the last words.
        self._tell = lambda text, clock=clock: tell(clock.now, name, text)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._tell(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False


class Deadlock(BaseException):
    """Nothing can go on, and no time will come."""


def deadlock():
    """What is done then; a process of its own ends at once."""
    global over
    over = True
    raise Deadlock


def excepthook(kind, error, traceback):
    """The interpreter's own knows nothing of what is left out."""
    import traceback as module

    module.print_exception(kind, error, traceback)


def prepare(name):
    """Readies asyncio, threads and tracebacks for a program of that name."""
    leave_out_the_library(name)
    replace_threads()
    sys.path.insert(0, ORACLE)
    import record

    del sys.path[0]
    make_loop(record)


def rounds():
    """The module that finds the loops of which each round is counted."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("_rounds", MODULES + "/_rounds.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.begin(threads.round)
    return module


def execute(path, arguments, namespace, tell, prepared=False):
    """Runs a program in this interpreter, but for its end."""
    import linecache

    name = path.rpartition("/")[2]
    with open(path, encoding="utf-8-sig") as file:
        source = file.read()
    sys.argv = [name, *arguments]
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = Output("out", tell), Output("err", tell)
    sys.excepthook = sys.__excepthook__ = excepthook
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    if not prepared:
        prepare(name)
    namespace.update(__name__="__main__", __file__=name, __builtins__=__builtins__)
    try:
        code = rounds().compiled(source, name, ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        # It has no frames.
        excepthook(type(error), error, None)
        raise SystemExit(1) from None
    if code.co_flags & COROUTINE:
        import asyncio

        asyncio.run(eval(code, namespace))
    else:
        exec(code, namespace)


def main():
    """In a process of its own, whose end is the program's."""
    import json
    import os

    # Kept as defaults: by the end of the program the modules are gone.
    def tell(*said, write=os.write, dumps=json.JSONEncoder().encode):
        data = (dumps(said) + "\n").encode()
        while data:
            data = data[write(1, data) :]

    def at_deadlock():
        tell("deadlock")
        os._exit(0)

    global deadlock
    deadlock = at_deadlock
    path, *arguments = sys.argv[1:]
    namespace = sys.modules["__main__"].__dict__
    namespace.clear()
    execute(path, arguments, namespace, tell)


# What one program may have changed, or what takes the time from elsewhere: each gets its own.
FRESH = "asyncio _asyncio concurrent logging threading queue random sched datetime _pydatetime decimal traceback record".split()


def forget():
    """Has these modules imported anew."""
    for name in list(sys.modules):
        if name.partition(".")[0] in FRESH:
            del sys.modules[name]


def run_here(path, prepared=False):
    """Runs a program in this interpreter, which others use as well; what it has said, and how it ended.

    `prepared` are those that leave the modules as they are, and all have the one name for which `prepare` was called."""
    import gc
    import os

    global over
    over = False
    os.chdir(os.path.dirname(path))
    # Programs have the names of modules.
    sys.path[:] = [folder for folder in sys.path if folder not in ("", ".")]
    clock.now = 0
    threads.__init__()
    if not prepared:
        forget()
    sys.modules["__main__"] = main = type(sys)("__main__")
    kept = sys.stdout, sys.stderr, sys.excepthook
    said = []
    status = 0

    def tell(*piece):
        if not over:
            said.append(piece)

    def failed():
        error = sys.exception()
        if isinstance(error, SystemExit):
            if isinstance(error.code, (int, type(None))):
                return (error.code or 0) & 0xFF
            sys.stderr.write(f"{error.code}\n")
            return 1
        sys.excepthook(type(error), error, error.__traceback__)
        return 130 if isinstance(error, KeyboardInterrupt) else 1

    try:
        execute(path, [], main.__dict__, tell, prepared)
    except Deadlock:
        pass
    except BaseException:
        status = failed()
    import atexit

    atexit._run_exitfuncs()
    names = main.__dict__
    for name in [name for name in names if not name.startswith("__")]:
        names[name] = None
    gc.collect()
    sys.stdout, sys.stderr, sys.excepthook = kept
    return said, "deadlock" if over else f"exit {status}"
