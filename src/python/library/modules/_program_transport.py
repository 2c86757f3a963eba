"""Programs that are started as a loop sees them: asyncio's transports of them and of their pipes."""

import asyncio

from _programs import Popen


class _ReadPipe(asyncio.ReadTransport):
    def __init__(self, program, number, channel):
        super().__init__({"pipe": None})
        self._program, self._number, self._channel = program, number, channel
        self._paused = self._lost = False
        channel.listener = self._arrived

    def _arrived(self):
        loop = self._program._loop
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._read)

    def _read(self):
        while self._channel.items and not self._paused and not self._lost:
            self._program._protocol.pipe_data_received(self._number, self._channel.take())
        if not self._channel.senders and not self._channel.items and not self._lost:
            self._lose()

    def _lose(self):
        self._lost = True
        self._program._pipe_lost(self._number)

    def pause_reading(self):
        self._paused = True

    def resume_reading(self):
        self._paused = False
        self._arrived()

    def is_reading(self):
        return not self._paused and not self._lost

    def is_closing(self):
        return self._lost

    def close(self):
        if not self._lost:
            self._lose()


class _WritePipe(asyncio.WriteTransport):
    def __init__(self, program, sender):
        super().__init__({"pipe": None})
        self._program, self._sender = program, sender
        self._lost = False

    def write(self, data):
        self._sender.write(data)
        self._sender.flush()

    def get_write_buffer_size(self):
        return 0

    def can_write_eof(self):
        return True

    def is_closing(self):
        return self._sender.closed

    def close(self):
        if not self._sender.closed:
            self._sender.close()
            self._program._loop.call_soon(self.lose)

    def lose(self):
        if not self._lost:
            self._lost = True
            self._program._pipe_lost(0)

    write_eof = abort = close


class Transport(asyncio.SubprocessTransport):
    """A program as a loop sees it."""

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, options):
        super().__init__()
        self._loop, self._protocol = loop, protocol
        self._popen = Popen(args, -1, stdin=stdin, stdout=stdout, stderr=stderr, shell=shell, **options)
        self._extra["subprocess"] = self._popen
        self._waiters = []
        self._closed = self._over = self._finished = False
        self._pipes = {}
        if self._popen.stdin:
            self._pipes[0] = _WritePipe(self, self._popen.stdin)
        for number, stream in ((1, self._popen.stdout), (2, self._popen.stderr)):
            if stream:
                self._pipes[number] = _ReadPipe(self, number, stream.raw._channel)
        self._open = set(self._pipes)
        protocol.connection_made(self)
        self._popen._child.listener = self._ended

    def _ended(self):
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._exited)

    def _exited(self):
        # Nobody reads any more what is written to it.
        if 0 in self._open:
            self._pipes[0].lose()
        self._over = True
        self._protocol.process_exited()
        self._try_finish()

    def _pipe_lost(self, number):
        self._open.discard(number)
        self._protocol.pipe_connection_lost(number, None)
        self._try_finish()

    def _try_finish(self):
        if self._over and not self._open and not self._finished:
            self._finished = True
            self._loop.call_soon(self._connection_lost)

    def _connection_lost(self):
        try:
            self._protocol.connection_lost(None)
        finally:
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(self._popen.returncode)
            self._waiters.clear()

    async def _wait(self):
        self._popen.begin()
        if self._over:
            return self._popen.returncode
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        return await waiter

    def get_pid(self):
        return self._popen.pid

    def get_returncode(self):
        return self._popen.returncode

    def get_pipe_transport(self, fd):
        return self._pipes.get(fd)

    def is_closing(self):
        return self._closed

    def _signal(self, signal):
        if self._popen.returncode is not None:
            raise ProcessLookupError
        self._popen.send_signal(signal)

    def send_signal(self, signal):
        self._signal(signal)

    def terminate(self):
        self._signal(15)

    def kill(self):
        self._signal(9)

    def close(self):
        if not self._closed:
            self._closed = True
            if 0 in self._pipes:
                self._pipes[0].close()
            if self._popen.returncode is None:
                self._popen.kill()
