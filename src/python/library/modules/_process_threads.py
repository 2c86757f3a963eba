"""Threads of processes: each has what `_processes` says of its own, and computes beside the others.

A process that has computed lets the others come to the same moment before it does what they can see, see `meet`.
"""

import sys

import _loopline
import _thread


def enter(process):
    """Makes a process the one to which what runs belongs: exchanges the state that each has of its own."""
    if _thread._process is not None:
        _thread._process.exchange()
    _thread._process = process
    if process is not None:
        process.fill()
        process.exchange()
    _thread._write = _thread._write_at_once if process is None else write_in_process


def run_in(process, function):
    """Calls a function in a process, on the thread that runs."""
    before, handle = _thread._process, _thread._alive.get(_thread._running)
    if handle is not None:
        handle._process = process
    enter(process)
    try:
        return function()
    finally:
        if handle is not None:
            handle._process = before
        enter(before)


def plan():
    """Plans a lane where the code that runs asks for what will be done on it."""
    return _loopline.lane(*_loopline.place())


def start_in(process, name, function, done=None, shown=True, plan=None):
    """Starts a thread which calls a function in a process that returns a result and an error, and then `done`, if any, in the
    process that runs now. `plan` is the lane that was planned for it."""
    handle = _thread._ThreadHandle()
    handle._lane = plan

    def body():
        handle._goes_on(handle._began)
        handle._result, handle._error = run_in(process, lambda: function(handle))
        handle._meet()

    handle._is_process = True
    handle._done = done
    handle._start(body, name, True, shown)
    return handle


def end_at_once(handle):
    """Ends a thread of a process where it stands; nothing of it runs any more."""
    ident = handle._ident
    if handle._is_done or ident == _thread._running:
        return
    _thread._cannot_ahead()
    for wait in [_thread._endless.get(ident), *(wait for _, _, wait in _thread._sleeping)]:
        if wait is not None and wait.ident == ident:
            wait.ended = True
    _thread._endless.pop(ident, None)
    _thread._ready[:] = [other for other in _thread._ready if other != ident]
    _thread._alive.pop(ident)
    if handle._lane is not None:
        _loopline.lane_stopped(handle._lane)
    _thread._local._forget(ident)
    handle._set_done()


def is_in_finalizer(frame):
    """Tells if a `__del__` runs: no stack is suspended there, since native code below it may have borrowed something."""
    while frame is not None and frame.f_code.co_name != "__del__":
        frame = frame.f_back
    return frame is not None


def meet():
    """Lets the others come to the moment that the running process has reached by computing, beside them; returns by how much the
    clock has gone back."""
    return 0 if _thread._process is None or _thread._running not in _thread._alive else _thread._alive[_thread._running]._meet()


def write_in_process(stream, text):
    if _thread._process.has_left:
        return
    meet()
    _thread._write_at_once(stream, text)


def act(effect):
    """Does what other processes can see."""
    meet()
    after(effect)


def after(call):
    """Makes a call, or where the body that runs has run ahead, when it is its turn."""
    if _thread._whole is None:
        call()
    else:
        _thread._whole.after(call)


class Taker:
    """Guards what several processes use: each finds what the others have left by then."""

    def __init__(self):
        # The latest that has used it, the moment, and whether it had run ahead.
        self._by, self._at, self._is_ahead = None, 0, False

    def take(self):
        if _thread._whole is None or _thread._running == _thread._MAIN:
            _thread._let_others_run()
        self.note()

    def note(self):
        """Notes that the running process uses it now. Where bodies run ahead one may have done so for a later moment."""
        if _thread._whole is None:
            return
        now = _loopline.now()
        if self._by is not _thread._process and (now < self._at or (now == self._at and self._is_ahead)):
            _thread._whole.cannot()
        self._by, self._at, self._is_ahead = _thread._process, now, _thread._whole.is_ahead()


def look():
    """Looks at what other processes may have changed."""
    _thread._cannot_ahead()


def wait_for(test, until=None, waits=None):
    """Waits until a test is true, which is made whenever the queue of waits is woken; returns false if a moment comes first."""
    while not test():
        _thread._cannot_ahead()
        if not _thread._block(until, waits) and until is not None:
            return test()
    return True
