"""Threads where no stack can be suspended: the body of each runs on top of the stack of the main thread, which waits.

Where a body waits and others would have to go on, it runs ahead of them instead, on a clock of its own, to its end; each fact
of it is shown when it is the thread's turn at the moment of that fact, in the order in which `_thread` has threads take turns.
That is the same as if it had been suspended only if nothing it does until its end depends on what others do meanwhile, nor
they on it. So at each such wait all that the body can still reach is looked at: see `_reachable`. A body that can reach what
others may change ends the program with one sentence.

A process has all that it reaches for itself, but for what processes share on purpose. The functions by which these are used
(`act`, `Taker`, `look` and `wait_for` in `_process_threads`) leave effects for the turn of a process that has run ahead, and end the
program where it would have to know what others do.
"""

import _loopline
import _reachable
import _thread

from heapq import heappop

# The body that runs ahead.
_ahead = None
# The most waits of a body that runs ahead. It may go on until the program ends, so it is left there, and the program is ended if
# it comes to that moment.
_MOST_WAITS = 5_000


class _Left(BaseException):
    """Leaves a body that has run ahead for long enough."""


class _Parked(BaseException):
    """Leaves a body of the library that waits for others, and can begin anew once it is woken."""

    def __init__(self, waits):
        self.waits = waits


LEAVING = (_Left, _Parked)


def cannot():
    """Ends the program: it would go on with values that it would not have where threads take turns."""
    _loopline.cannot_suspend()


class Body:
    """The body of a thread, called whenever that goes on; returns whether the thread is over.

    `begin` is called first. It may run ahead, to its end; then each later call shows a segment of it, the facts between two of
    its waits. After the last one `then` is called, if it is set, as `begin` was."""

    def __init__(self, ident, begin, handle):
        self.ident = ident
        self.then = begin
        self.handle = handle
        # What a thread of a pool that has nothing to do waits for.
        self.rests_at = None
        # The segments to come: pairs of the moment at which it begins, and its facts as functions.
        self.segments = []
        self.is_left = False

    def __call__(self):
        global _ahead
        if self.segments:
            for fact in self.segments.pop(0)[1]:
                fact()
        if not self.segments and self.then is not None:
            begin, self.then = self.then, None
            try:
                begin()
            except _Parked as parked:
                self.then, self.rests_at = self.handle._again, parked.waits
            except _Left:
                pass
            finally:
                if _ahead is not None:
                    _ahead = None
                    _loopline.thread_ends(self.began)
            if self.is_left:
                self.segments[-1][1].append(cannot)
                self.then = None
        self._stay()
        if self.segments:
            _thread._sleep_until(self.segments[0][0], self.ident)
            return False
        if self.rests_at is not None:
            waits, self.rests_at = self.rests_at, None
            _thread._rest(self.ident, waits)
            return False
        return True

    def _stay(self):
        """Has the thread stay among those of `threading` until it is over."""
        thread = self.handle._thread
        if thread is None:
            return
        import threading

        if self.segments or self.rests_at is not None:
            threading._active[self.ident] = thread
        else:
            threading._active.pop(self.ident, None)


def write(stream, text):
    after(lambda: _loopline.write(stream, text))


def after(call):
    """Makes a call when it is the turn of the running thread, which may run ahead."""
    if _ahead is None:
        call()
    elif not _ahead.is_left:
        _ahead.segments[-1][1].append(call)


def is_ahead():
    return _ahead is not None


def then(call):
    """Has the running thread, which runs ahead, make a call when it is its turn at the end."""
    _ahead.then = call


def wait(until, waits):
    """The wait of a body until a moment, or until it is woken in `waits`."""
    global _ahead
    _thread._rounds = 0
    if _ahead is not None and _ahead.is_left:
        raise _Left
    if _ahead is None and until is not None and _is_next(until):
        _loopline.advance_to(until)
        return False
    handle = _thread._alive[_thread._running]
    if _ahead is None and until is None and handle._again is not None:
        raise _Parked(waits)
    if waits is not None or until is None:
        cannot()
    if not _is_process_alone() and _reachable.reaches_shared():
        cannot()
    if _ahead is None:
        _ahead = handle._body
        _ahead.began = _loopline.now()
        _loopline.thread_begins()
    _loopline.advance_to(until)
    _ahead.segments.append((until, []))
    if len(_ahead.segments) > _MOST_WAITS:
        _ahead.is_left = True
        raise _Left
    return False


def _is_process_alone():
    """Tells if a process runs that has no other threads and no processes of its own."""
    process, running = _thread._process, _thread._running
    others = (handle for ident, handle in _thread._alive.items() if ident != running)
    return process is not None and all(handle._process is not process for handle in others)


def _is_next(until):
    """Tells if nobody goes on before a moment."""
    if _thread._ready:
        return False
    sleeping = _thread._sleeping
    while sleeping and sleeping[0][2].ended:
        heappop(sleeping)
    return not sleeping or until < sleeping[0][0]


def before_excepthook(error):
    """Looks at the error that ends a body, before the hook of `threading` is given it."""
    import threading

    if isinstance(error, LEAVING):
        raise error
    if _ahead is not None and threading.excepthook is not threading.__excepthook__:
        cannot()
