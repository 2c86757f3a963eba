"""A pool of processes. Its surface and its sentences are CPython's; the processes are those of `_processes`."""

import itertools
import os
import pickle
import threading
import weakref

from functools import partial
from traceback import format_exception

import multiprocessing as mp

from multiprocessing.reduction import ForkingPickler

from _workers import Call, Workers
from concurrent.futures import _base

_pools = weakref.WeakSet()
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    for pool in list(_pools):
        pool._workers.close()
        pool._workers.join()


threading._register_atexit(_python_exit)


class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An error on its way to another process, with the text of its traceback."""

    def __init__(self, exc, tb):
        self.tb = f'\n"""\n{"".join(format_exception(type(exc), exc, tb))}"""'
        self.exc = exc
        # It would keep the frames.
        self.exc.__traceback__ = None

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _CallItem:
    def __init__(self, work_id, fn, args, kwargs):
        self.work_id, self.fn, self.args, self.kwargs = work_id, fn, args, kwargs

    def __repr__(self):
        return f"_CallItem(work_id={self.work_id}, fn={self.fn!r}, args={self.args!r}, kwargs={self.kwargs!r})"


class _ResultItem:
    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id, self.exception, self.result, self.exit_pid = work_id, exception, result, exit_pid


def _process_chunk(fn, chunk):
    """Calls a function with the arguments of each call of a chunk."""
    return [fn(*args) for args in chunk]


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks=None):
    """Names what a process of a pool does; the calls themselves are made by `_Work`."""


class BrokenProcessPool(_base.BrokenExecutor):
    """Raised when a process of a pool ended before its call did."""


class _InitializerFailed(BaseException):
    pass


def _initialize(described):
    initializer, initargs = described._args[2:4]
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import logging

            logging.getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            raise _InitializerFailed from None


class _Work(Call):
    def __init__(self, pool, future, item):
        self._pool, self.future, self._id = pool, future, item.work_id
        self._data = bytes(ForkingPickler.dumps(item))

    def begins(self):
        return self.future.set_running_or_notify_cancel()

    def run(self):
        item = pickle.loads(self._data)
        result = error = shown = None
        try:
            result = item.fn(*item.args, **item.kwargs)
        except BaseException as raised:
            if type(raised).__name__ == "Exit":
                raise
            error = _ExceptionWithTraceback(raised, raised.__traceback__)
            shown = raised
        try:
            data = ForkingPickler.dumps(_ResultItem(self._id, error, result))
        except BaseException as raised:
            error = _ExceptionWithTraceback(raised, raised.__traceback__)
            shown = raised
            data = ForkingPickler.dumps(_ResultItem(self._id, error))
        return bytes(data), result, shown

    def ended(self, data):
        try:
            item = pickle.loads(data)
        except BaseException as error:
            self._pool._break(self, "".join(format_exception(error)))
            return
        if item.exception is not None:
            self.future.set_exception(item.exception)
        else:
            self.future.set_result(item.result)


class ProcessPoolExecutor(_base.Executor):
    # Told to the recorder by a loop.
    _loopline_process = True

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers
        if mp_context is None:
            mp_context = mp.get_context() if max_tasks_per_child is None else mp.get_context("spawn")
        self._mp_context = mp_context
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._initializer, self._initargs = initializer, initargs
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._max_tasks_per_child = max_tasks_per_child
        self._workers = Workers(max_workers, self._describe, _initialize, max_tasks_per_child, self._died)
        self._ids = itertools.count()
        self._shutdown_lock = threading.Lock()
        self._shutdown_thread = False
        self._broken = False
        # The calls that are not over.
        self._calls = []
        _pools.add(self)

    def _describe(self):
        arguments = (None, None, self._initializer, self._initargs, self._max_tasks_per_child)
        return self._mp_context.Process(target=_process_worker, args=arguments)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            try:
                call = _Work(self, future, _CallItem(next(self._ids), fn, args, kwargs))
            except Exception as error:
                future.set_running_or_notify_cancel()
                error.__cause__ = _RemoteTraceback(f'\n"""\n{"".join(format_exception(error))}"""')
                future.set_exception(error)
                return future
            self._calls.append(call)
            future.add_done_callback(lambda future: self._calls.remove(call))
            self._workers.submit(call)
            return future

    def _died(self, worker, call):
        self._break(call)

    def _break(self, call, cause=None):
        self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
        self._shutdown_thread = True
        error = BrokenProcessPool(
            "A process in the process pool was terminated abruptly while the future was running or pending."
        )
        if cause is not None:
            error.__cause__ = _RemoteTraceback(f"\n'''\n{cause}'''")
        calls = list(self._calls)
        self._workers.terminate()
        for call in calls:
            if call.future.cancelled():
                continue
            if call.future._state == _base.PENDING:
                call.future.set_running_or_notify_cancel()
            call.future.set_exception(error)

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = itertools.batched(zip(*iterables), chunksize)
        results = super().map(partial(_process_chunk, fn), chunks, timeout=timeout, buffersize=buffersize)
        return itertools.chain.from_iterable(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown_thread = True
        if cancel_futures:
            for call in list(self._calls):
                call.future.cancel()
            waiting, self._workers.waiting = list(self._workers.waiting), type(self._workers.waiting)()
            for call in waiting:
                call.begins()
        self._workers.close()
        if wait:
            self._workers.join()

    def terminate_workers(self):
        self._end_workers()

    def kill_workers(self):
        self._end_workers()

    def _end_workers(self):
        self.shutdown(wait=False, cancel_futures=True)
        if self._calls:
            self._break(None)
        self._workers.terminate()
