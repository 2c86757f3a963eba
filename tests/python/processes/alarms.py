"""Signals of an alarm: they end a wait, or what waits goes on."""

import asyncio
import os
import signal
import threading
import time


class TookTooLong(Exception):
    pass


def ring(number, frame):
    raise TookTooLong(signal.Signals(number).name)


def note(number, frame):
    print("noted", signal.Signals(number).name)


def within(seconds, function):
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        print("came to", function())
    except TookTooLong as error:
        print("took too long:", error)
    finally:
        print("left", signal.alarm(0) > 0)


def wait(seconds):
    began = time.monotonic()
    time.sleep(seconds)
    return round(time.monotonic() - began)


if __name__ == "__main__":
    within(1, lambda: wait(3))
    within(3, lambda: wait(1))
    within(1, lambda: threading.Event().wait(4))
    signal.signal(signal.SIGALRM, note)
    signal.alarm(1)
    print("slept", wait(2))
    signal.alarm(1)
    signal.pause()
    print("went on")

    async def main():
        loop = asyncio.get_running_loop()
        rang = asyncio.Event()
        loop.add_signal_handler(signal.SIGALRM, rang.set)
        signal.alarm(1)
        await rang.wait()
        print("the loop has heard it")

    asyncio.run(main())
    print(signal.getitimer(signal.ITIMER_REAL))
    threading.Timer(1, os.kill, [os.getpid(), signal.SIGINT]).start()
    try:
        time.sleep(5)
    except KeyboardInterrupt:
        print("interrupted")
