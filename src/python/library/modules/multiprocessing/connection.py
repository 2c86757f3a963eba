"""Pipes between processes: bytes in memory."""

import _processes
import _process_threads
import _thread

from . import context
from .context import AuthenticationError, BufferTooShort

_ForkingPickler = context.reduction.ForkingPickler

__all__ = ["Client", "Listener", "Pipe", "wait"]


class _ConnectionBase:
    """An end of a pipe; either channel may be missing."""

    def __init__(self, incoming, outgoing):
        self._in, self._out = incoming, outgoing
        self._closed = False
        if outgoing is not None:
            outgoing.open()
        if _thread._process is not None:
            _thread._process.connections.append(self)

    def __reduce__(self):
        if context.get_spawning_popen() is None:
            from _limits import refuse

            refuse("Pipes that are sent through pipes are")
        # It is open from now on: the process that gets it may begin later.
        if self._out is not None:
            self._out.senders += 1
        numbers = [None if each is None else _processes.number_of(each) for each in (self._in, self._out)]
        return _received, (*numbers,)

    def __del__(self):
        if not getattr(self, "_closed", True):
            self.close()

    def _check_closed(self):
        if self._closed:
            raise OSError("handle is closed")

    def _check_readable(self):
        if self._in is None:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if self._out is None:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        return self._closed

    @property
    def readable(self):
        return self._in is not None

    @property
    def writable(self):
        return self._out is not None

    def fileno(self):
        self._check_closed()
        return 3 + _processes.number_of(self)

    def close(self):
        if not self._closed:
            self._closed = True
            if self._out is not None:
                self._out.close()

    def send_bytes(self, buf, offset=0, size=None):
        self._check_closed()
        self._check_writable()
        data = memoryview(buf).cast("B")
        if offset < 0:
            raise ValueError("offset is negative")
        if len(data) < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = len(data) - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > len(data):
            raise ValueError("buffer length < offset + size")
        self._out.put(bytes(data[offset : offset + size]))

    def send(self, obj):
        self._check_closed()
        self._check_writable()
        self._out.put(bytes(_ForkingPickler.dumps(obj)))

    def _take(self, maxlength=None):
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        self._in.wait(ends=True)
        if not self._in.items:
            raise EOFError
        if maxlength is not None and len(self._in.items[0]) > maxlength:
            self.close()
            raise OSError("message too long")
        return self._in.take()

    def recv_bytes(self, maxlength=None):
        return self._take(maxlength)

    def recv_bytes_into(self, buf, offset=0):
        data = self._take()
        with memoryview(buf) as view:
            if len(data) > view.nbytes - offset:
                raise BufferTooShort(data)
            view[offset : offset + len(data)] = data
        return len(data)

    def recv(self):
        return _ForkingPickler.loads(self._take())

    def poll(self, timeout=0.0):
        self._check_closed()
        self._check_readable()
        if timeout == 0.0:
            self._in._taker.note()
            if not self._is_ready():
                _process_threads.look()
            return self._is_ready()
        return bool(self._in.wait(_processes.until(timeout), ends=True))

    def _is_ready(self):
        return bool(self._in.items) or not self._in.senders

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Connection(_ConnectionBase):
    pass


def _received(incoming, outgoing):
    incoming, outgoing = (None if number is None else _processes.shared_of(number) for number in (incoming, outgoing))
    end = Connection(incoming, outgoing)
    if outgoing is not None:
        # It was counted when it was sent.
        outgoing.senders -= 1
    return end


def Pipe(duplex=True):
    first, second = _processes.Channel(), _processes.Channel()
    if duplex:
        return Connection(first, second), Connection(second, first)
    return Connection(first, None), Connection(None, first)


def wait(object_list, timeout=None):
    """Waits until one of these can be read or, if it is the sentinel of a process, until that is over."""
    objects = list(object_list)

    def is_ready(each):
        child = _processes.children.get(each) if isinstance(each, int) else None
        return child.returncode is not None if child is not None else each._is_ready()

    _process_threads.look()
    waits = []
    queues = [each._in for each in objects if not isinstance(each, int)]
    _processes.watched.append(waits)
    for queue in queues:
        queue.watched.append(waits)
    try:
        _process_threads.wait_for(lambda: any(map(is_ready, objects)), _processes.until(timeout), waits)
    finally:
        _processes.watched.remove(waits)
        for queue in queues:
            queue.watched.remove(waits)
    return [each for each in objects if is_ready(each)]


class Listener:
    def __init__(self, *args, **kwargs):
        from _limits import refuse

        refuse("Sockets are")


def Client(*args, **kwargs):
    from _limits import refuse

    refuse("Sockets are")
