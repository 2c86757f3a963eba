"""The threads of pools where no stack can be suspended: each takes jobs until there is none, and begins anew once there is."""

import _thread
import _whole_bodies

from concurrent.futures import _base


class Jobs:
    """The queue of jobs of a pool."""

    def __init__(self):
        self._items = []
        # The waits of threads that have nothing to do.
        self._waits = []

    def put(self, item):
        self._items.append(item)
        _thread._wake(self._waits)

    def get_nowait(self):
        if not self._items:
            import queue

            raise queue.Empty
        return self._items.pop(0)

    def __len__(self):
        return len(self._items)


def work(executor_reference, context, jobs):
    """Does what a thread of a pool does: see `_worker` in `concurrent.futures.thread`."""
    try:
        context.initialize()
    except BaseException:
        _base.LOGGER.critical("Exception in initializer:", exc_info=True)
        executor = executor_reference()
        if executor is not None:
            executor._initializer_failed()
        return
    if _whole_bodies.is_ahead():
        _whole_bodies.cannot()
    take_jobs(executor_reference, context, jobs)


def take_jobs(executor_reference, context, jobs):
    from concurrent.futures import thread

    is_woken = False
    while True:
        executor = executor_reference()
        if not len(jobs):
            if executor is not None:
                executor._idle_semaphore.release()
            del executor
            _rest(lambda: take_jobs(executor_reference, context, jobs), jobs)
            return
        item = jobs.get_nowait()
        if item is not None:
            item.run(context)
            if _whole_bodies.is_ahead():
                _whole_bodies.then(lambda: take_jobs(executor_reference, context, jobs))
                return
            continue
        if thread._shutdown or executor is None or executor._shutdown:
            if executor is not None:
                executor._shutdown = True
            jobs.put(None)
            context.finalize()
            return


def _rest(again, jobs):
    body = _thread._alive[_thread._running]._body
    body.then, body.rests_at = again, jobs._waits
