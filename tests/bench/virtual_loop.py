"""Times programs on CPython's own loop with a virtual clock, on which nobody waits, and on the loop that Python has
where it runs: for python.mjs."""

import ast
import asyncio
import asyncio.base_events
import json
import sys
import time


class VirtualLoop(asyncio.base_events.BaseEventLoop):
    """Is its own selector: waiting takes no time, the clock jumps."""

    now = 0.0

    def __init__(self):
        super().__init__()
        self._selector = self

    def time(self):
        return self.now

    def select(self, timeout=None):
        if timeout:
            self.now += timeout
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def run(main):
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


def measured(programs, rounds):
    """The least time of each program on the virtual clock, in milliseconds."""
    times = {}
    for name, source in programs.items():
        code = compile(source.replace("asyncio.run(", "run("), name, "exec")
        best = float("inf")
        for _ in range(rounds):
            began = time.perf_counter()
            exec(code, {"run": run})
            best = min(best, time.perf_counter() - began)
        times[name] = best * 1000
    return times


async def measured_here(programs, rounds):
    """The least time of each program on the loop that runs, which really waits, in milliseconds."""
    times = {}
    for name, source in programs.items():
        source = source.replace("asyncio.run(main())", "await main()")
        code = compile(source, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        best = float("inf")
        for _ in range(rounds):
            began = time.perf_counter()
            await eval(code, {})
            best = min(best, time.perf_counter() - began)
        times[name] = best * 1000
    return times
