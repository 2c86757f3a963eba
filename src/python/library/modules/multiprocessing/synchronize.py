"""Locks and events that processes share: those of `threading`, which all processes see."""

import threading

import _processes
import _process_threads
import _thread

from . import context

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

SEM_VALUE_MAX = 2**31 - 1


class _Shared:
    """An object as one process has it; `_inner` is the one that all share."""

    def __init__(self, inner):
        self._inner = inner
        self._taker = _process_threads.Taker()
        # The numbers of the resources for which this stands in the record, by their kinds.
        self._numbers = None

    def __reduce__(self):
        context.assert_spawning(self)
        return _processes.shared_of, (_processes.number_of(self),)


class _Lockable(_Shared):
    def acquire(self, block=True, timeout=None):
        self._check()
        if timeout is None or not block:
            return self._inner.acquire(block)
        return self._inner.acquire(True, max(timeout, 0))

    def _check(self):
        self._taker.note()

    def release(self):
        self._check()
        self._release()

    def _release(self):
        self._inner.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()


class Lock(_Lockable):
    def __init__(self, *, ctx=None):
        super().__init__(threading.Lock())

    def locked(self):
        self._taker.note()
        return self._inner.locked()

    def _release(self):
        if not self._inner.locked():
            raise ValueError("semaphore or lock released too many times")
        self._inner.release()

    def __repr__(self):
        return f"<{type(self).__name__}(owner={'unknown' if self._inner.locked() else 'None'})>"


class RLock(_Lockable):
    def __init__(self, *, ctx=None):
        super().__init__(threading.RLock())

    def _release(self):
        try:
            self._inner.release()
        except RuntimeError:
            raise AssertionError("attempt to release recursive lock not owned by thread") from None


class Semaphore(_Lockable):
    _kind = staticmethod(threading.Semaphore)
    # The kind of a wait for it, as `_thread` names it.
    _waits_for = "semaphore"

    def __init__(self, value=1, *, ctx=None):
        super().__init__(self._kind(value))

    def _check(self):
        self._taker.take()

    def _release(self):
        try:
            self._inner.release()
        except ValueError:
            raise ValueError("semaphore or lock released too many times") from None

    def get_value(self):
        self._taker.note()
        return self._inner._value

    def locked(self):
        self._taker.note()
        return self._inner._value == 0

    def __repr__(self):
        return f"<{type(self).__name__}(value={self._inner._value})>"


class BoundedSemaphore(Semaphore):
    _kind = staticmethod(threading.BoundedSemaphore)


class Event(_Shared):
    def __init__(self, *, ctx=None):
        super().__init__(None)
        self._set = False
        self._waits = []

    def is_set(self):
        self._taker.note()
        if not self._set:
            _process_threads.look()
        return self._set

    def _change(self, to):
        self._taker.note()
        self._set = to
        _thread._wake_all(self._waits)

    def set(self):
        _process_threads.act(lambda: self._change(True))

    def clear(self):
        _process_threads.act(lambda: self._change(False))

    def wait(self, timeout=None):
        self._taker.note()
        _process_threads.wait_for(lambda: self._set, _processes.until(timeout), self._waits)
        return self._set

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self._set else 'unset'}>"


class Condition(_Shared):
    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        super().__init__(threading.Condition(self._lock._inner))
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        return self._inner.wait(timeout)

    def wait_for(self, predicate, timeout=None):
        return self._inner.wait_for(predicate, timeout)

    def notify(self, n=1):
        self._inner.notify(n)

    def notify_all(self):
        self._inner.notify_all()


class Barrier(_Shared):
    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        super().__init__(threading.Barrier(parties, action, timeout))

    def wait(self, timeout=None):
        self._taker.note()
        return self._inner.wait(timeout)

    def reset(self):
        self._inner.reset()

    def abort(self):
        self._inner.abort()

    parties = property(lambda self: self._inner.parties)
    n_waiting = property(lambda self: self._inner.n_waiting)
    broken = property(lambda self: self._inner.broken)
