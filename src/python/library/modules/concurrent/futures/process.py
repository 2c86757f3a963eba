"""The name of the pool of processes, so that modules which mention it can be imported; making one is refused."""

from concurrent.futures import _base

from _limits import refuse


class BrokenProcessPool(_base.BrokenExecutor):
    pass


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, *args, **options):
        refuse("Processes are")
