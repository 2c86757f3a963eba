"""`select` over the network in memory. `epoll` reports in the order of Linux's, which `src/network/readiness.rs` states."""

import _loopline
import _network
import _thread
import _thread_files

error = OSError

EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDHUP = 1, 2, 4, 8, 16, 0x2000
EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG = 64, 128, 256, 512, 1024
EPOLLEXCLUSIVE, EPOLLWAKEUP, EPOLLONESHOT, EPOLLET = 1 << 28, 1 << 29, 1 << 30, 1 << 31
EPOLL_CLOEXEC = 0x80000
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL, POLLRDHUP = 1, 2, 4, 8, 16, 32, 0x2000
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG = 64, 128, 256, 512, 1024
PIPE_BUF = 4096

# The events for which `select` calls a file readable, and writable.
_READABLE, _WRITABLE = POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR
_UNASKED = POLLERR | POLLHUP


def _number(file):
    if isinstance(file, int):
        number = file
    else:
        try:
            method = file.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        number = method()
        if not isinstance(number, int):
            raise TypeError("fileno() returned a non-integer")
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    return number


def _events(number):
    # Files of the folder never wait.
    if not _network.kind(number):
        if not 0 <= number <= 2:
            import _files

            _files.by_number(number)
        return POLLIN | POLLOUT
    return _network.events(number)


def _seconds(timeout):
    if timeout is not None and not hasattr(timeout, "__float__") and not hasattr(timeout, "__index__"):
        raise TypeError("timeout must be a float or None")
    return None if timeout is None else float(timeout)


def _wait(look, files, timeout):
    """Looks until something is ready, or until a time in seconds is over."""
    _thread_files.reach_network()
    found = look()
    if any(found) or timeout == 0:
        return found
    until = _thread._moment(timeout)
    while True:
        goes_on = _thread_files.wait_for_files(files(), until)
        found = look()
        if any(found) or (until is not None and not goes_on):
            return found


def select(rlist, wlist, xlist, timeout=None, /):
    timeout = _seconds(timeout)
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    lists = [[(file, _number(file)) for file in files] for files in (rlist, wlist, xlist)]
    masks = _READABLE, _WRITABLE, POLLPRI

    def look():
        return tuple(
            [file for file, number in files if _events(number) & mask] for files, mask in zip(lists, masks)
        )

    def files():
        pairs = zip(lists, masks)
        return [(number, mask) for files, mask in pairs for _, number in files if _network.kind(number)]

    return _wait(look, files, timeout)


# `selectors` has it as an attribute of a class, where a function in Python would become a method.
select = _loopline.builtin(select)


class poll:
    """A selector that is given all its files at each look."""

    def __init__(self):
        self._asked = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._asked[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        number = _number(fd)
        if number not in self._asked:
            raise FileNotFoundError(2, "No such file or directory")
        self._asked[number] = eventmask

    def unregister(self, fd, /):
        del self._asked[_number(fd)]

    def _look(self):
        ready = []
        for number, asked in self._asked.items():
            try:
                events = _events(number) & (asked | _UNASKED)
            except OSError:
                events = POLLNVAL
            if events:
                ready.append((number, events))
        return ready

    def poll(self, timeout=None, /):
        timeout = None if timeout is None or timeout < 0 else timeout / 1000
        files = lambda: [pair for pair in self._asked.items() if _network.kind(pair[0])]
        return _wait(self._look, files, timeout)


class epoll:
    def __init__(self, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint <= 0:
            raise ValueError("negative sizehint")
        self._selector = _network.open_selector()
        # What is asked of standard input, which is always ready, by its number.
        self._standard = {}

    @property
    def closed(self):
        return self._selector < 0

    def _open(self):
        if self._selector < 0:
            raise ValueError("I/O operation on closed epoll object")
        return self._selector

    def _known(self, fd):
        number = _number(fd)
        if not _network.kind(number):
            _events(number)
            raise PermissionError(1, "Operation not permitted")
        return number

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        _thread_files.reach_network()
        if _number(fd) == 0:
            self._standard[0] = eventmask
        else:
            _network.select(self._open(), self._known(fd), eventmask & 0xFFFFFFFF)

    def modify(self, fd, eventmask):
        _thread_files.reach_network()
        if _number(fd) == 0:
            self._standard[0] = eventmask
        else:
            _network.reselect(self._open(), self._known(fd), eventmask & 0xFFFFFFFF)

    def unregister(self, fd):
        if _number(fd) == 0:
            del self._standard[0]
        else:
            _network.deselect(self._open(), self._known(fd))

    def poll(self, timeout=None, maxevents=-1):
        selector = self._open()
        timeout = _seconds(timeout)
        if maxevents == -1:
            maxevents = 1023
        elif maxevents <= 0:
            raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
        if timeout is not None and timeout < 0:
            timeout = None
        if ready := [(number, mask & EPOLLIN) for number, mask in self._standard.items() if mask & EPOLLIN]:
            return ready + _wait(lambda: _network.look(selector, maxevents), lambda: [], 0)
        return _wait(lambda: _network.look(selector, maxevents), lambda: [(selector, EPOLLIN)], timeout)

    def fileno(self):
        return self._open()

    def close(self):
        number, self._selector = self._selector, -1
        if number >= 0:
            _network.close(number)

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *args):
        self.close()

    def __del__(self):
        self.close()

    @classmethod
    def fromfd(cls, fd, /):
        self = cls.__new__(cls)
        self._selector, self._standard = fd, {}
        return self
