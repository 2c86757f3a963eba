"""Queues between processes: what is put is pickled at once, and is there when it is put."""

import types

from queue import Empty, Full

import _processes
import _process_threads
import _thread

from . import context, synchronize

_ForkingPickler = context.reduction.ForkingPickler

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]


class _Base:
    def __init__(self, maxsize=0, *, ctx=None):
        self._maxsize = maxsize if maxsize > 0 else synchronize.SEM_VALUE_MAX
        self._channel = _processes.Channel()
        self._closed = False
        self._begin()

    def _begin(self):
        pass

    def __getstate__(self):
        context.assert_spawning(self)
        return {**self.__dict__, "_channel": _processes.number_of(self._channel), "_closed": False}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._channel = _processes.shared_of(state["_channel"])

    def empty(self):
        self._channel._taker.note()
        if not self._channel.items:
            _process_threads.look()
        return not self._channel.items

    def close(self):
        self._closed = True

    def _check_closed(self):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    __class_getitem__ = classmethod(types.GenericAlias)


class Queue(_Base):
    def put(self, obj, block=True, timeout=None):
        self._check_closed()
        try:
            data = bytes(_ForkingPickler.dumps(obj))
        except Exception:
            # In CPython a thread of the queue pickles, and reports that it cannot.
            import traceback

            traceback.print_exc()
            return
        channel = self._channel
        if self._maxsize < synchronize.SEM_VALUE_MAX:
            _process_threads.look()
        if len(channel.items) >= self._maxsize:
            moment = _processes.until(timeout) if block else _processes.until(0)
            if not _process_threads.wait_for(lambda: len(channel.items) < self._maxsize, moment, channel.room):
                raise Full
        self._put(data)

    def _put(self, data):
        self._channel.put(data)

    def get(self, block=True, timeout=None):
        self._check_closed()
        if not self._channel.wait(_processes.until(timeout if block else 0)):
            raise Empty
        data = self._channel.take()
        return _ForkingPickler.loads(data)

    def qsize(self):
        _process_threads.look()
        return len(self._channel.items)

    def full(self):
        _process_threads.look()
        return len(self._channel.items) >= self._maxsize

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    def _begin(self):
        self._unfinished = _processes.Channel()
        self._unfinished.count = 0

    def __getstate__(self):
        return {**super().__getstate__(), "_unfinished": _processes.number_of(self._unfinished)}

    def __setstate__(self, state):
        super().__setstate__(state)
        self._unfinished = _processes.shared_of(state["_unfinished"])

    def _put(self, data):
        unfinished = self._unfinished

        def arrive():
            unfinished.count += 1
            self._channel._arrive(data)

        _process_threads.act(arrive)

    def task_done(self):
        unfinished = self._unfinished
        if unfinished.count <= 0:
            _process_threads.look()
            raise ValueError("task_done() called too many times")

        def done():
            unfinished.count -= 1
            _thread._wake_all(unfinished.waits)

        _process_threads.act(done)

    def join(self):
        unfinished = self._unfinished
        _process_threads.look()
        _process_threads.wait_for(lambda: not unfinished.count, None, unfinished.waits)


class SimpleQueue(_Base):
    def __init__(self, *, ctx=None):
        super().__init__(ctx=ctx)

    def get(self):
        self._channel.wait()
        return _ForkingPickler.loads(self._channel.take())

    def put(self, obj):
        self._channel.put(bytes(_ForkingPickler.dumps(obj)))
