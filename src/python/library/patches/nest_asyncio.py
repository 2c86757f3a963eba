

# The loop keeps its own turn, which reports what happens and has timers of its own kind; it sets the task aside from which
# it is run. Tasks and futures stay the native ones, which are recorded.

_patch_whole_loop, _patch_whole_asyncio = _patch_loop, _patch_asyncio


def _patch_loop(loop):
    kind = type(loop)
    turn = kind._run_once
    was_patched = hasattr(loop, "_nest_patched")
    _patch_whole_loop(loop)
    if was_patched:
        return

    def _run_once(self):
        current = asyncio.tasks._swap_current_task(self, None)
        try:
            turn(self)
        finally:
            asyncio.tasks._swap_current_task(self, current)

    kind._run_once = _run_once


def _patch_asyncio():
    tasks, futures = asyncio.tasks, asyncio.futures
    task, future = asyncio.Task, asyncio.Future
    _patch_whole_asyncio()
    asyncio.Task = tasks.Task = tasks._CTask = task
    asyncio.Future = futures.Future = futures._CFuture = future
