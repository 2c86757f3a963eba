#!/usr/bin/env python3
"""Records what CPython's asyncio does with each program in `scenarios/` and each twin of a demo, on a virtual clock.

    python3 record.py            rewrites the records that differ and says which (CPython 3.13 or newer)
    python3 record.py --check    runs them again and compares; exit status 1 on any difference
    python3 record.py NAME...    only these programs; prints their records as well

A record is one line an event, in the order in which things happened, and a last line for the run:

    {time:>9} {turn:>4} {task:<10} {event}
    run {outcome}

`time` is loop time in microseconds since the run began. `turn` counts the loop's turns (calls of `_run_once`)
from 1; a turn that begins by waiting for a deadline counts once, with that deadline as its time. `task` is the
task's name, the main one's being `main`, or `-` for a callback. A name longer than ten characters widens its
column by as much. The events:

    out TEXT             a line was printed
    start                the task's first step begins (or would have, had the task not been cancelled before)
    step                 a later step of the task begins
    end returned         that step was the last one, and the task has a result
    end raised ERROR     it has an exception: `ValueError: no`, or the type alone if there is no message
    end cancelled        it is cancelled

The outcome: `returned`, `raised ERROR`, or `deadlock: NAME, NAME` when nothing is ready and no timer will ever
be due, with the tasks that are not done in order of creation; the run ends there, without clean-up.
Lines have no trailing blanks. A record longer than 2,000 lines leaves its steps out.

The clock is exact: deadlines are whole microseconds, time moves only when nothing is ready, to the next deadline.
Equal deadlines keep the order of the calls that set them, which CPython's heap alone does not promise.
A program's last line, `asyncio.run(main())`, is done here, as it would be. One that shows how that is done has a
`drive(loop)` instead of a `main`, which is given the loop and does it all itself. `time.sleep` holds the loop: its clock
moves on.
A twin that uses threads is run as a process of its own by `../python/record.py`, whose records have what is written and
no steps: `NAME.output.txt`; so is the program of a demo in Python, with its packages: `NAME.whole.txt`. Those that reach hosts
have no record, and those that are visited or have PostgreSQL are recorded by `../python/served.py` and `../postgres/record.py`.
Everything else is the interpreter's own code; tasks are asyncio's Python implementation of `Task`.
"""

import asyncio
import asyncio.base_events
import heapq
import importlib.util
import itertools
import logging
import math
import pathlib
import re
import sys
import time
import warnings
import weakref

HERE = pathlib.Path(__file__).resolve().parent
DEMOS = HERE.parent.parent / "src" / "demos"
# A program that uses threads.
THREADS = re.compile(r"^import threading|\bto_thread\(|\bThreadPoolExecutor\(", re.MULTILINE)
# The line with which a program starts itself.
LAST = re.compile(r"^(asyncio\.run\(main\(\)\)|drive\(asyncio\.new_event_loop\(\)\))\n\Z", re.MULTILINE)
# Programs of demos in Python, by their demos: those that are recorded here, and those that others record, if anyone can.
WHOLE = {"chat", "streams_echo", "twisted_echo", "two_files"}
BY_OTHERS = {"aiohttp_client", "aiohttp_server", "database", "fastapi_add", "requests_blocking", "slow_host"}
HELPERS = {"shutdown_asyncgens", "shutdown_default_executor"}

# Since 3.14 tasks in Python keep books of their own, which `current_task` and `all_tasks` do not read.
for book in ("enter_task", "leave_task", "register_task", "unregister_task"):
    if hasattr(asyncio.tasks, f"_py_{book}"):
        setattr(asyncio.tasks, f"_py_{book}", getattr(asyncio.tasks, f"_{book}"))


class Deadlock(BaseException):
    """Nothing is ready and nothing will be."""


def micros(seconds):
    return seconds if math.isinf(seconds) else round(seconds * 1_000_000)


def described(error):
    text = str(error)
    return type(error).__name__ + (f": {text}" if text else "")


class Record:
    def __init__(self, loop):
        self.loop = loop
        self.lines = []
        self.open = True

    def event(self, task, text):
        if self.open:
            name = task.get_name() if task else "-"
            self.lines.append(f"{self.loop.now:>9} {self.loop.turn:>4} {name:<10} {text}".rstrip())

    def print(self, *values):
        try:
            task = asyncio.current_task()
        except RuntimeError:
            task = None
        self.event(task, "out " + " ".join(map(str, values)))


class RecordedTask(asyncio.tasks._PyTask):
    """asyncio's own Task, telling when its steps begin and how the last one ends."""

    _begun = False
    _log_destroy_pending = False

    def _Task__step(self, exc=None):
        record = self._loop.record
        record.event(self, "step" if self._begun else "start")
        self._begun = True
        super()._Task__step(exc)
        if self.cancelled():
            record.event(self, "end cancelled")
        elif self.done():
            # Read without marking it as retrieved.
            error = self._exception
            record.event(self, f"end raised {described(error)}" if error else "end returned")
        # A traceback leads to this frame: what it holds would outlive its last reference, and be reported late.
        del self, exc


# Reports of unread errors name the class.
RecordedTask.__name__ = "Task"


class VirtualTimer(asyncio.TimerHandle):
    """Ordered by deadline, then by when it was set."""

    __slots__ = ("due", "order")

    def __lt__(self, other):
        return (self.due, self.order) < (other.due, other.order)


# As with tasks.
VirtualTimer.__name__ = "TimerHandle"


class Jump:
    """A selector that knows no files: instead of waiting it moves the clock."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None or timeout > 0:
            due = self.loop._scheduled[0].due if self.loop._scheduled else math.inf
            if due == math.inf:
                raise Deadlock
            self.loop.now = max(self.loop.now, due)
        return ()


class VirtualLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0
        self.turn = 0
        # What each turn takes, in microseconds: a demo that waits by yielding sets it.
        self.turn_cost = 0
        self.record = Record(self)
        # As CPython's own loop keeps its tasks, so that a program can lose one.
        self.tasks = []
        self._numbers = itertools.count(2)
        self._orders = itertools.count()
        self._selector = Jump(self)
        # Half a microsecond: due is what is due, however the seconds were rounded.
        self._clock_resolution = 5e-7

    def time(self):
        return self.now / 1_000_000

    def _run_once(self):
        self.turn += 1
        super()._run_once()
        self.now += self.turn_cost

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def call_later(self, delay, callback, *args, context=None):
        return self._set_timer(self.now + micros(delay), callback, args, context)

    def call_at(self, when, callback, *args, context=None):
        return self._set_timer(micros(when), callback, args, context)

    def _set_timer(self, due, callback, args, context):
        self._check_closed()
        timer = VirtualTimer(due / 1_000_000, callback, args, self, context)
        timer.due = due
        timer.order = next(self._orders)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def create_task(self, coro, *, name=None, context=None, **options):
        self._check_closed()
        # What closes an asynchronous generator is a coroutine without code of its own.
        if getattr(coro, "__name__", None) in HELPERS:
            return asyncio.Task(coro, loop=self, name=name, context=context)
        if name is None:
            name = f"Task-{next(self._numbers)}" if self.tasks else "main"
        task = RecordedTask(coro, loop=self, name=name, context=context, **options)
        self.tasks.append(weakref.ref(task))
        return task


def hold(seconds):
    """`time.sleep` on the loop's clock."""
    asyncio.get_running_loop().now += micros(seconds)


def run(path):
    """The record of one scenario, as text."""
    loop = VirtualLoop()
    record = loop.record
    program = {"__name__": "scenario", "print": record.print}
    exec(compile(LAST.sub("", path.read_text()), path.name, "exec"), program)
    runner = asyncio.Runner(loop_factory=lambda: loop)
    try:
        if "drive" in program:
            program["drive"](loop)
        else:
            runner.run(program["main"]())
        outcome = "returned"
        runner.close()
    except Deadlock:
        record.open = False
        outcome = "deadlock: " + ", ".join(task.get_name() for ref in loop.tasks if (task := ref()) and not task.done())
    except (Exception, asyncio.CancelledError) as error:
        outcome = f"raised {described(error)}"
        runner.close()
    record.open = False
    loop.close()
    asyncio.set_event_loop(None)
    lines = record.lines
    if len(lines) > 2000:
        lines = [line for line in lines if line.split()[-1] != "step"]
    return "\n".join([*lines, f"run {outcome}", ""])


def has_threads(path):
    return bool(THREADS.search(path.read_text()))


def run_whole(path):
    """The record of what a program writes, run as a process of its own."""
    folder = HERE.parent / "python"
    if str(folder) not in sys.path:
        # The module imports what is beside it.
        sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location("record_whole", folder / "record.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.run(path)


def record_of(path):
    if path.parent.name == "scenarios":
        return HERE / "records" / f"{path.stem}.txt"
    # The demo's id, behind which a variant's may stand.
    name = path.stem.replace("_", "-")
    end = ".whole.txt" if demo_of(path) in WHOLE | BY_OTHERS else ".output.txt" if has_threads(path) else ".txt"
    return HERE / "course-records" / f"{name}{end}"


def demo_of(path):
    return path.stem.partition(".")[0]


def main(arguments):
    if sys.version_info < (3, 13):
        sys.exit("record.py needs CPython 3.13 or newer")
    logging.disable()
    warnings.simplefilter("ignore")
    # A deadlock leaves coroutines behind, whose clean-up finds the loop closed.
    sys.unraisablehook = lambda unraisable: None
    check = "--check" in arguments
    wanted = [argument for argument in arguments if argument != "--check"]
    programs = sorted((HERE / "scenarios").glob("*.py")) + sorted(DEMOS.glob("*/*.py"))
    unknown = set(wanted) - {path.stem for path in programs}
    if unknown:
        sys.exit(f"no such program: {', '.join(sorted(unknown))}")
    wrong, left_out = [], 0
    for path in programs:
        if wanted and path.stem not in wanted:
            continue
        whole = has_threads(path) or demo_of(path) in WHOLE
        if demo_of(path) in BY_OTHERS or (sys.platform == "emscripten" and whole):
            # Pyodide has neither threads nor processes.
            left_out += 1
            continue
        if whole:
            text = run_whole(path)
        else:
            # Not before: a process is waited for with the real one.
            time.sleep, real = hold, time.sleep
            try:
                text = run(path)
            finally:
                time.sleep = real
        file = record_of(path)
        if wanted:
            print(f"{path.stem}\n{text}")
        if file.exists() and file.read_text() == text:
            continue
        if check:
            wrong.append(path.stem)
        else:
            file.write_text(text)
            print(f"wrote {file.relative_to(HERE.parent.parent)}")
    kept = {record_of(path) for path in programs}
    for file in sorted(file for records in ("records", "course-records") for file in (HERE / records).glob("*.txt")):
        if file not in kept:
            if check:
                wrong.append(f"{file.stem} (a record without a program)")
            else:
                file.unlink()
                print(f"removed {file.relative_to(HERE.parent.parent)}")
    for name in wrong:
        print(f"differs: {name}")
    count = len(programs) - left_out
    print(f"{count} programs, {len(wrong)} differ" if check else f"{count} programs recorded")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
