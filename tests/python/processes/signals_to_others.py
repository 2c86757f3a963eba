"""Signals between processes: a handler runs in the midst of the wait, and what has none ends the process."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time

PROGRAM = """
import signal, time
signal.signal(signal.SIGUSR1, lambda number, frame: print("taken", signal.Signals(number).name, flush=True))
signal.signal(signal.SIGUSR2, signal.SIG_IGN)
try:
    time.sleep(4)
    print("slept", flush=True)
    time.sleep(9)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""

STARTS_ANOTHER = """
import signal, subprocess, sys, time
signal.signal(signal.SIGUSR1, lambda *_: print("first", flush=True))
program = subprocess.Popen([sys.executable, "-c", "import signal, time\\n"
    "signal.signal(signal.SIGUSR1, lambda *_: (time.sleep(1), print('second', flush=True)))\\n"
    "time.sleep(9)"])
time.sleep(9)
"""


def works(stopping):
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        time.sleep(1)
    print("stopped in order", flush=True)


def parent_of_all(number, frame):
    print("parent has", signal.Signals(number).name, flush=True)


def sends_to_its_parent():
    os.kill(os.getppid(), signal.SIGUSR1)
    time.sleep(1)
    signal.raise_signal(signal.SIGTERM)


def leaves():
    print("leaves", flush=True)
    os._exit(3)


async def served():
    event = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, event.set)
    await event.wait()
    print("the loop has ended", flush=True)


def loops():
    asyncio.run(served())


if __name__ == "__main__":
    program = subprocess.Popen([sys.executable, "-c", PROGRAM])
    time.sleep(1)
    os.kill(program.pid, 0)
    os.kill(program.pid, signal.SIGUSR2)
    program.send_signal(signal.SIGUSR1)
    time.sleep(5)
    program.send_signal(signal.SIGINT)
    print(program.wait(), flush=True)

    stopping = multiprocessing.Event()
    process = multiprocessing.Process(target=works, args=(stopping,))
    process.start()
    time.sleep(2)
    process.terminate()
    process.join()
    print(process.exitcode, flush=True)

    signal.signal(signal.SIGUSR1, parent_of_all)
    process = multiprocessing.Process(target=sends_to_its_parent)
    process.start()
    process.join()
    print(process.exitcode, flush=True)

    process = multiprocessing.Process(target=leaves)
    process.start()
    process.join()
    print(process.exitcode, flush=True)

    process = multiprocessing.Process(target=loops)
    process.start()
    time.sleep(2)
    process.terminate()
    process.join()
    print(process.exitcode, flush=True)

    program = subprocess.Popen(["sleep", "9"])
    time.sleep(1)
    program.send_signal(signal.SIGINT)
    print(program.wait(), flush=True)

    program = subprocess.Popen([sys.executable, "-c", STARTS_ANOTHER], start_new_session=True)
    time.sleep(1)
    print(os.getpgid(program.pid) == program.pid, os.getpgid(0) == os.getpgrp() != program.pid, flush=True)
    os.killpg(program.pid, signal.SIGUSR1)
    time.sleep(2)
    os.killpg(os.getpgid(program.pid), signal.SIGTERM)
    print(program.wait(), flush=True)
