"""Runs one program with real processes of CPython, on the machine's clock, and tells what it writes, line by line.

`virtual.py` cannot stand in for several processes: their clocks would have to move together. So programs with processes wait
in whole seconds, which are SLOWER times as long here, and the time between two lines is rounded to them: that a process starts,
which takes CPython a tenth of a second and more, is in none.

The start method is "spawn", as on macOS, on Windows and in the engine, and there are four processors.
"""

import os
import pty
import re
import selectors
import subprocess
import sys
import sysconfig
import tempfile
import time
import tty

# The seconds that one second of a program takes.
SLOWER = 4

# Imported by each process before anything else.
SITE = f"""
import time

SLOWER = {SLOWER}
""" + '''

def slower(function, place):
    """A function whose argument at that place is a timeout."""
    def call(*args, **kwargs):
        if len(args) > place and args[place] is not None and args[place] > 0:
            args = (*args[:place], args[place] * SLOWER, *args[place + 1:])
        elif kwargs.get("timeout") is not None and kwargs["timeout"] > 0:
            kwargs["timeout"] *= SLOWER
        return function(*args, **kwargs)
    return call


for name in ("monotonic", "perf_counter", "time"):
    setattr(time, name, lambda clock=getattr(time, name): clock() / SLOWER)
time.sleep = lambda seconds, sleep=time.sleep: sleep(seconds * SLOWER)

import os
import selectors
import signal
import threading

signal.alarm = lambda seconds, alarm=signal.alarm: alarm(seconds * SLOWER) // SLOWER
import multiprocessing.context as context
import multiprocessing.synchronize as synchronize

for kind in (selectors.EpollSelector, selectors.PollSelector, selectors.SelectSelector):
    kind.select = slower(kind.select, 1)
threading.Condition.wait = slower(threading.Condition.wait, 1)
threading.Thread.join = slower(threading.Thread.join, 1)


def make_methods(self):
    self.acquire = slower(self._semlock.acquire, 1)
    self.release = self._semlock.release


synchronize.SemLock._make_methods = make_methods
os.cpu_count = os.process_cpu_count = lambda: 4
context._default_context._default_context = context._concrete_contexts["spawn"]
'''

# The most seconds that a program may take.
LIMIT = 240


def run(name, folder):
    """Runs a program in its folder: the pieces that it has written, and its exit status."""
    with tempfile.TemporaryDirectory() as site:
        with open(f"{site}/sitecustomize.py", "w") as file:
            file.write(SITE)
        # The command, too, sleeps for so long.
        sleeper = os.path.join(site, "sleep")
        with open(sleeper, "w") as file:
            file.write(f'#!/bin/sh\nexec /bin/sleep "$(($1 * {SLOWER}))"\n')
        os.chmod(sleeper, 0o755)
        environment = {
            "PATH": f"{site}:{os.environ['PATH']}",
            "PYTHONPATH": site,
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHON_COLORS": "0",
        }
        # Terminals: all processes write their lines at once.
        (out, child_out), (err, child_err) = pty.openpty(), pty.openpty()
        for terminal in (child_out, child_err):
            tty.setraw(terminal)
        began = time.monotonic()
        streams = {"stdin": subprocess.DEVNULL, "stdout": child_out, "stderr": child_err}
        process = subprocess.Popen([sys.executable, name], cwd=folder, env=environment, **streams)
        os.close(child_out)
        os.close(child_err)
        try:
            return heard({out: "out", err: "err"}, began), process.wait()
        finally:
            process.kill()
            os.close(out)
            os.close(err)


def heard(streams, began):
    """The pieces of both streams, in the order in which they came, each with its moment."""
    said, before, second = [], began, 0
    with selectors.DefaultSelector() as selector:
        for number, name in streams.items():
            selector.register(number, selectors.EVENT_READ, name)
        while selector.get_map():
            for key, _ in selector.select(LIMIT):
                try:
                    data = os.read(key.fd, 1 << 16)
                except OSError:
                    # The last process that could write has ended.
                    selector.unregister(key.fd)
                    continue
                now = time.monotonic()
                if now - began > LIMIT:
                    raise SystemExit("a program with processes does not end")
                second, before = second + round((now - before) / SLOWER), now
                said.append((second * 1_000_000, key.data, data.decode()))
    return said


LIBRARY = sysconfig.get_path("stdlib")
FRAME = re.compile(r'^ *File "([^"]*)", line \d+')


def without_the_library(record):
    """A record without the frames of tracebacks that are the library's, each with the lines that show its source."""
    kept, leaving = [], False
    for line in record.splitlines(keepends=True):
        text = line[14:]
        frame = FRAME.match(text)
        if frame:
            leaving = frame[1].startswith((LIBRARY, "<frozen ", "<string>"))
        elif not text.startswith("    "):
            leaving = False
        if not leaving:
            kept.append(line)
    return "".join(kept)
