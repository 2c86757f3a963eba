"""Pools of processes and of threads. Their surface and their sentences are CPython's; calls are made by `_workers`."""

import collections
import itertools
import os
import queue
import threading
import traceback
import types
import warnings

import _process_threads
from _workers import Call, Workers

from . import TimeoutError, get_context, process, util
from .reduction import ForkingPickler

__all__ = ["Pool", "ThreadPool"]

INIT, RUN, CLOSE, TERMINATE = "INIT", "RUN", "CLOSE", "TERMINATE"

job_counter = itertools.count()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


class RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    def __init__(self, exc, tb):
        self.exc = exc
        self.tb = f'\n"""\n{"".join(traceback.format_exception(type(exc), exc, tb))}"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """Stands for a result that cannot be pickled."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f"<{type(self).__name__}: {self}>"


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """Names what a process of a pool does; the calls themselves are made by `_PoolCall`."""


def _initialize(described):
    initializer, initargs = described._args[2:4]
    if initializer is not None:
        initializer(*initargs)


class _PoolCall(Call):
    """A call of a function; `take` is given whether it succeeded, and its result or error."""

    def __init__(self, task, take):
        self._data = bytes(ForkingPickler.dumps(task))
        self._take = take

    def run(self):
        job, index, function, args, kwargs = ForkingPickler.loads(self._data)
        shown = None
        try:
            result = True, function(*args, **kwargs)
        except Exception as raised:
            shown = raised
            result = False, ExceptionWithTraceback(raised, raised.__traceback__)
        try:
            data = ForkingPickler.dumps((job, index, result))
        except Exception as raised:
            shown = MaybeEncodingError(raised, result[1])
            data = ForkingPickler.dumps((job, index, (False, shown)))
        return bytes(data), result[1] if result[0] else None, shown

    def ended(self, data):
        self._take(*ForkingPickler.loads(data)[2])


class _ThreadCall(Call):
    def __init__(self, task, take):
        self._task, self._take = task, take

    def make(self):
        _, _, function, args, kwargs = self._task
        try:
            outcome = True, function(*args, **kwargs)
        except Exception as error:
            outcome = False, error
        _process_threads.act(lambda: self._take(*outcome))


class _ThreadWorkers:
    """The same for threads: those of an executor, which makes lanes of its calls."""

    def __init__(self, most, initializer, initargs):
        from concurrent.futures import ThreadPoolExecutor

        self._executor = ThreadPoolExecutor(most, "ThreadPool", initializer, initargs)
        self.all = [None] * most

    def begin_all(self):
        pass

    def submit(self, call):
        self._executor.submit(call.make)

    def close(self):
        self._executor.shutdown(wait=False)

    def join(self):
        self._executor.shutdown()

    def terminate(self):
        self._executor.shutdown(wait=False, cancel_futures=True)


class Pool:
    """A pool of processes."""

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._state = INIT
        self._ctx = context or get_context()
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._initializer, self._initargs = initializer, initargs
        self._workers = self._make_workers(maxtasksperchild)
        self._workers.begin_all()
        self._terminate = util.Finalize(None, self._workers.terminate, exitpriority=15)
        self._state = RUN

    def _make_workers(self, most_calls):
        return Workers(self._processes, self._describe, _initialize, most_calls, self._died)

    def _make_call(self, function, args, kwargs, take, index=0):
        return _PoolCall((next(job_counter), index, function, args, kwargs), take)

    def _describe(self):
        arguments = (None, None, self._initializer, self._initargs, None, True)
        described = self.Process(self._ctx, target=worker, args=arguments)
        described.name = described.name.replace("Process", "PoolWorker")
        described.daemon = True
        return described

    def _died(self, worker, call):
        # CPython makes another one, and what this one was doing is never done.
        pass

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if self._state == RUN:
            _warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} state={self._state} pool_size={len(self._workers.all)}>"

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def _submit(self, function, args, kwargs, take, index=0):
        try:
            call = self._make_call(function, args, kwargs, take, index)
        except Exception as error:
            take(False, error)
            return
        self._workers.submit(call)

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._submit(func, args, kwds, result._set)
        return result

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), self._processes * 4)
            chunksize += bool(extra)
        if len(iterable) == 0:
            chunksize = 0
        chunks = list(self._chunks(iterable, chunksize))
        result = MapResult(self, len(chunks), callback, error_callback)
        for index, chunk in enumerate(chunks):
            self._submit(mapper, ((func, chunk),), {}, result._taker(index), index)
        return result

    @staticmethod
    def _chunks(iterable, size):
        iterable = iter(iterable)
        while size and (chunk := tuple(itertools.islice(iterable, size))):
            yield chunk

    def imap(self, func, iterable, chunksize=1):
        return self._imap(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(IMapUnorderedIterator(self), func, iterable, chunksize)

    def _imap(self, result, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        index = -1
        try:
            if chunksize == 1:
                for index, item in enumerate(iterable):
                    self._submit(func, (item,), {}, result._taker(index), index)
            else:
                for index, chunk in enumerate(self._chunks(iterable, chunksize)):
                    self._submit(mapstar, ((func, chunk),), {}, result._taker(index), index)
        except Exception as error:
            # That of the iterable comes where its item would.
            index += 1
            result._taker(index)(False, error)
        result._set_length(index + 1)
        return result if chunksize == 1 else (item for chunk in result for item in chunk)

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            self._workers.close()

    def terminate(self):
        self._state = TERMINATE
        self._terminate()

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        elif self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._workers.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")


class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._callback, self._error_callback = callback, error_callback

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, success, value):
        self._success, self._value = success, value
        callback = self._callback if success else self._error_callback
        if callback:
            callback(value)
        self._event.set()

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, count, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._parts = [()] * count
        self._left = count
        if not count:
            self._value = []
            self._event.set()

    def _taker(self, index):
        def take(success, value):
            self._left -= 1
            if success:
                self._parts[index] = value
            elif self._success:
                self._success, self._error = False, value
            if not self._left:
                self._set(self._success, list(itertools.chain(*self._parts)) if self._success else self._error)

        return take


class IMapIterator:
    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}

    def _taker(self, index):
        def take(success, value):
            with self._cond:
                self._take(index, success, value)
                self._cond.notify()

        return take

    def _take(self, index, success, value):
        self._unsorted[index] = success, value
        while (taken := len(self._items) + self._index) in self._unsorted:
            self._items.append(self._unsorted.pop(taken))

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._cond.notify()

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    raise StopIteration from None
                self._cond.wait(timeout)
                if not self._items:
                    if self._index == self._length:
                        raise StopIteration from None
                    raise TimeoutError from None
            success, value = self._items.popleft()
            self._index += 1
        if success:
            return value
        raise value

    def __next__(self):
        return self.next()


class IMapUnorderedIterator(IMapIterator):
    def _take(self, index, success, value):
        self._items.append((success, value))


class ThreadPool(Pool):
    """A pool of threads."""

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process

        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _make_workers(self, most_calls):
        return _ThreadWorkers(self._processes, self._initializer, self._initargs)

    def _make_call(self, function, args, kwargs, take, index=0):
        return _ThreadCall((0, index, function, args, kwargs), take)
