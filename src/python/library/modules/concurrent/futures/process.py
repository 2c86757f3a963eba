"""The name of a pool of processes, so that what mentions it can be imported; there are none to start."""

from concurrent.futures import _base

from _limits import refuse


class BrokenProcessPool(_base.BrokenExecutor):
    pass


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, *args, **options):
        refuse("Processes are")
