"""Standard streams as a loop has them: `connect_read_pipe`, `connect_write_pipe` and `add_reader` with `sys.stdin`.

Standard input is asked for a line at a time, in the turn in which a protocol is ready for one: whoever types is asked for a line
when the program waits for it."""

import asyncio
import sys

# Lines are typed, or piped, apart by this time in seconds: timers of the program run between them.
_PAUSE = 0.001


def number_of(pipe):
    """The number of a standard stream of the program, 0 to 2; `None` for another file."""
    number = pipe if isinstance(pipe, int) else None
    for at, stream in enumerate((sys.__stdin__, sys.__stdout__, sys.__stderr__)):
        if pipe is stream or pipe is getattr(stream, "buffer", stream) or number == at:
            return at
    return None


class _Transport(asyncio.BaseTransport):
    """A standard stream as a transport."""

    def __init__(self, loop, pipe, protocol, waiter, extra):
        super().__init__(extra)
        self._extra["pipe"] = pipe
        self._loop, self._protocol, self._closed = loop, protocol, False
        loop.call_soon(protocol.connection_made, self)
        self._begin()
        if waiter is not None:
            loop.call_soon(lambda: waiter.done() or waiter.set_result(None))

    def _begin(self):
        """Does what follows upon `connection_made`."""

    def is_closing(self):
        return self._closed

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def close(self):
        if not self._closed:
            self._closed = True
            self._loop.call_soon(self._protocol.connection_lost, None)


class _Input(_Transport, asyncio.ReadTransport):
    """Standard input."""

    _paused = False

    def _begin(self):
        self._loop.call_soon(self._read)

    def _read(self):
        if self._paused or self._closed:
            return
        line = sys.__stdin__.readline()
        if not line:
            self._loop.call_soon(self._protocol.eof_received)
            self.close()
            return
        self._protocol.data_received(line.encode())
        self._loop.call_later(_PAUSE, self._read)

    def pause_reading(self):
        self._paused = True

    def resume_reading(self):
        if self._paused:
            self._paused = False
            self._loop.call_soon(self._read)

    def is_reading(self):
        return not self._paused and not self._closed


class _Output(_Transport, asyncio.WriteTransport):
    """Standard output, or standard error."""

    def __init__(self, loop, pipe, number, protocol, waiter, extra):
        super().__init__(loop, pipe, protocol, waiter, extra)
        self._stream = sys.__stderr__ if number == 2 else sys.__stdout__

    def write(self, data):
        if self._closed:
            return
        self._stream.write(bytes(data).decode("utf-8", "backslashreplace"))
        self._stream.flush()

    def get_write_buffer_size(self):
        return 0

    def can_write_eof(self):
        return True

    write_eof = abort = _Transport.close


def read_transport(loop, pipe, number, protocol, waiter, extra):
    return _Input(loop, pipe, protocol, waiter, extra)


def write_transport(loop, pipe, number, protocol, waiter, extra):
    return _Output(loop, pipe, number, protocol, waiter, extra)


def watch_input(loop, handle):
    """Runs a handle whenever a line of standard input can be read, until it is cancelled."""

    def look():
        if not handle._cancelled:
            handle._run()
            if not handle._cancelled:
                loop.call_later(_PAUSE, look)

    loop.call_soon(look)
    return handle
