"""`uvloop` for programs that ask for it: its loop is compiled, and here is asyncio's own, which does the same."""

import asyncio
import sys
from asyncio.unix_events import _UnixDefaultEventLoopPolicy as EventLoopPolicy

__all__ = ["EventLoopPolicy", "Loop", "install", "new_event_loop", "run"]

sys.stderr.write("uvloop is compiled for a machine, and this playground runs Python alone: its loop here is asyncio's own.\n")

Loop = asyncio.SelectorEventLoop

# Some, such as anyio's tests, look for `Loop` in the module in which uvloop has it.
loop = sys.modules[__name__]


def new_event_loop():
    return asyncio.new_event_loop()


def install():
    pass


def run(main, *, loop_factory=new_event_loop, debug=None, **arguments):
    return asyncio.run(main, debug=debug, loop_factory=loop_factory, **arguments)
