"""CPython on the virtual clock of `virtual.py`, with real sockets of this machine.

    python3 -P -c "import sockets; sockets.main()" PROGRAM.py

On Linux a machine's connection with itself takes no time: what is sent can be read when `send` returns. So a look that does not
wait finds all that has happened, and the clock may jump as it does without sockets. What would wait for a file here lets
other threads go on and time pass, until a look finds the file ready.
"""

import virtual

import _socket
import os
import select
import selectors
import socket
import ssl
import weakref

clock, threads = virtual.clock, virtual.threads


def pass_on():
    """Wakes those whose files are ready, before the turn is given to the first that can go on."""
    for strand, is_ready in list(threads.pollers):
        if is_ready() and (strand, is_ready) in threads.pollers:
            threads.pollers.remove((strand, is_ready))
            threads.wake(strand)
    virtual.Threads.pass_on(threads)


def wait_for(is_ready, until=None):
    """Waits until a look says so, which returns true, or until a moment."""
    while not is_ready():
        if until is not None and clock.now >= until:
            return False
        poller = threads.current, is_ready
        threads.pollers.append(poller)
        threads.wait(until)
        if poller in threads.pollers:
            threads.pollers.remove(poller)
    return True


def moment(timeout):
    return None if timeout is None or timeout < 0 else clock.now + round(timeout * 1_000_000)


look = select.select


def can(file, writes):
    return lambda: any(look([] if writes else [file], [file] if writes else [], [], 0))


def blocking(name, writes=False):
    """A method of sockets that waits here, if it would have to."""
    method = getattr(_socket.socket, name)

    def waiting(self, *args):
        timeout = self.gettimeout()
        if timeout == 0 or (len(args) > 1 and args[-1] == socket.MSG_DONTWAIT):
            return method(self, *args)
        until = moment(timeout)
        while True:
            self.settimeout(0)
            try:
                return method(self, *args)
            except BlockingIOError:
                pass
            finally:
                if self.fileno() >= 0:
                    self.settimeout(timeout)
            if not wait_for(can(self, writes), until):
                raise TimeoutError("timed out")

    setattr(socket.socket, name, waiting)


def send(self, data, flags=0, until=None):
    if self.gettimeout() == 0 or self.fileno() < 0 or flags & socket.MSG_DONTWAIT:
        return _socket.socket.send(self, data, flags)
    while True:
        if not wait_for(can(self, True), until or moment(self.gettimeout())):
            raise TimeoutError("timed out")
        try:
            return _socket.socket.send(self, data, flags | socket.MSG_DONTWAIT)
        except BlockingIOError:
            pass


def sendall(self, data, flags=0):
    if self.gettimeout() == 0 or self.fileno() < 0:
        return _socket.socket.sendall(self, data, flags)
    data, until = memoryview(data).cast("B"), moment(self.gettimeout())
    while data:
        data = data[send(self, data, flags, until) :]


def looking(method):
    """A method of a selector, or a function, that looks until it finds something."""

    def waiting(self, timeout=None):
        found = []

        def is_ready():
            found[:] = method(self, 0)
            return any(found)

        wait_for(is_ready, moment(timeout))
        return list(found)

    return waiting


def select_select(readers, writers, others, timeout=None):
    if timeout is not None and timeout < 0:
        return look(readers, writers, others, timeout)
    found = [[], [], []]

    def is_ready():
        found[:] = look(readers, writers, others, 0)
        return any(found)

    wait_for(is_ready, moment(timeout))
    return tuple(found)


def replace_waits():
    threads.pollers = []
    threads.pass_on = pass_on
    for name in "_accept recv recv_into recvfrom recvfrom_into recvmsg".split():
        blocking(name)
    blocking("sendto", True)
    socket.socket.send, socket.socket.sendall = send, sendall
    select.select = select_select
    selectors.SelectSelector._select = staticmethod(look)
    for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
        kind.select = looking(kind.select)
    ssl.SSLContext._wrap_socket = wrap_socket
    read, write = os.read, os.write

    def read_when_ready(fd, length):
        if os.get_blocking(fd):
            wait_for(can(fd, False))
        return read(fd, length)

    os.read = read_when_ready


class Tls:
    """An end of a connection with TLS over a socket, which waits here where OpenSSL would."""

    LATE = {
        "do_handshake": "_ssl.c:1003: The handshake operation timed out",
        "write": "The write operation timed out",
    }

    def __init__(self, below, sock):
        self.__dict__.update(below=below, sock=weakref.ref(sock))

    def __getattr__(self, name):
        value = getattr(self.below, name)
        if name in ("do_handshake", "read", "write", "shutdown"):
            return lambda *args: self.wait(name, value, args)
        return value

    def __setattr__(self, name, value):
        setattr(self.below, name, value)

    def wait(self, name, method, args):
        sock = self.sock()
        timeout = sock.gettimeout()
        if timeout == 0:
            return method(*args)
        until = moment(timeout)
        while True:
            sock.settimeout(0)
            try:
                return method(*args)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError) as wants:
                writes = isinstance(wants, ssl.SSLWantWriteError)
            finally:
                if sock.fileno() >= 0:
                    sock.settimeout(timeout)
            if not wait_for(can(sock, writes), until):
                raise TimeoutError(self.LATE.get(name, "The read operation timed out"))


def wrap_socket(context, sock, *args, **options):
    # Otherwise Linux may hold a small answer back for 40 ms, in which the clock here does not move.
    if sock.family == socket.AF_INET:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Tls(super(ssl.SSLContext, context)._wrap_socket(sock, *args, **options), sock)


def make_loop():
    """The loop of CPython for Unix, with the clock of `virtual`."""
    import asyncio
    import asyncio.selector_events
    import asyncio.unix_events

    on_clock = asyncio.unix_events.SelectorEventLoop
    of_system = asyncio.unix_events._UnixSelectorEventLoop
    look_at_files = selectors.EpollSelector.__dict__["select"]

    class Selector(selectors.EpollSelector):
        """Looks without waiting; between two looks others go on and time passes."""

        def __init__(self, loop):
            super().__init__()
            self.loop, self.waiting, self.poked = loop, None, False

        def select(self, timeout=None):
            # The one that `looking` has wrapped: it does not wait for a time of 0.
            if self.poked or (timeout is not None and timeout <= 0):
                if threads.ready or threads.pollers:
                    threads.wait(clock.now)
            else:
                due = self.loop._scheduled[0].due if self.loop._scheduled else None
                wait_for(lambda: self.poked or any(look([self.fileno()], [], [], 0)), None if due == float("inf") else due)
            self.poked = False
            return look_at_files(self, 0)

        def poke(self):
            self.poked = True

    class SelectorEventLoop(on_clock, of_system):
        def __init__(self, selector=None):
            on_clock.__init__(self)
            self._selector.close = lambda: None
            self._selector = Selector(self)

        _process_events = asyncio.selector_events.BaseSelectorEventLoop._process_events

        def _make_self_pipe(self):
            self._ssock = self._csock = None

        def _close_self_pipe(self):
            pass

    SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"
    SelectorEventLoop.__module__ = "asyncio.unix_events"
    asyncio.unix_events._UnixDefaultEventLoopPolicy._loop_factory = SelectorEventLoop
    for module in (asyncio, asyncio.unix_events):
        module.SelectorEventLoop = module.EventLoop = SelectorEventLoop


def main():
    prepare = virtual.prepare

    def prepared(name):
        prepare(name)
        replace_waits()
        make_loop()

    virtual.prepare = prepared
    virtual.main()
