"""A pool of threads on one interpreter. A task that is submitted runs whole at once, on the clock of its thread; its future
is done when the program's clock comes to the moment at which the task ended."""

import _loopline
import _thread
import itertools
import os

from concurrent.futures import _base


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread could not be set up."""


class _Future(_base.Future):
    """A future that is running until the program's clock comes to the end of its task."""

    def _come(self):
        _base.Future.set_running_or_notify_cancel(self)
        outcome, self._outcome = self._outcome, None
        result, error = outcome
        if error is not None:
            _base.Future.set_exception(self, error)
        else:
            _base.Future.set_result(self, result)

    def _wait(self, timeout):
        if self._state in (_base.FINISHED, _base.CANCELLED, _base.CANCELLED_AND_NOTIFIED):
            return
        moment = self._ends
        if timeout is not None:
            moment = min(moment, _loopline.now() + round(max(timeout, 0) * 1_000_000))
        _thread._wait_until(moment)
        _thread._come()

    def result(self, timeout=None):
        self._wait(timeout)
        return _base.Future.result(self, 0)

    def exception(self, timeout=None):
        self._wait(timeout)
        return _base.Future.exception(self, 0)

    def running(self):
        return self._state == _base.PENDING or _base.Future.running(self)

    def cancel(self):
        return False


class ThreadPoolExecutor(_base.Executor):
    BROKEN = BrokenThreadPool
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._initializer, self._initargs = initializer, initargs
        # The moment at which each thread is free, by the thread's number.
        self._free = []
        self._begun = set()
        self._shutdown = False

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        now = _loopline.now()
        idle = [number for number, free in enumerate(self._free) if free <= now]
        if idle:
            number = idle[0]
        elif len(self._free) < self._max_workers:
            number = len(self._free)
            self._free.append(now)
        else:
            number = min(range(len(self._free)), key=self._free.__getitem__)
        future = _Future()
        lane = None

        def body():
            nonlocal lane
            lane = _thread._lanes[-1]
            _thread._wait_until(self._free[number])
            try:
                if number not in self._begun:
                    self._begun.add(number)
                    if self._initializer is not None:
                        self._initializer(*self._initargs)
                future._outcome = fn(*args, **kwargs), None
            except BaseException as error:
                future._outcome = None, error
            thread._loopline_outcome = future._outcome

        import threading

        thread = threading.Thread(target=body, name=f"{self._thread_name_prefix}_{number}", daemon=True)
        thread._loopline_free = self._free[number]
        thread.start()
        del thread._loopline_outcome
        future._ends = self._free[number] = thread._os_thread_handle._ended
        _thread._comes(future._ends, future._come, lane)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if wait and self._free:
            _thread._wait_until(max(self._free))
            _thread._come()
