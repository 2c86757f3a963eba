"""Threads of a program, from before they begin until after they are over."""

import sys

import _loopline
import _process_threads
import _thread

# Threads of the library that serve it alone, by the modules of their functions: those that shut an executor down, and the
# workers of a pool, whose jobs are shown instead.
_SERVANTS = ("asyncio.base_events", "concurrent.futures.thread")

# The most threads that are alive at once.
_MOST = 1000

# The identifier of the latest thread; the main one has the first.
_last = _thread._MAIN


class _ThreadHandle:
    """A thread, from before it begins until after it is over."""

    __module__ = "_thread"

    def __init__(self):
        self._ident = None
        self._is_done = False
        self._daemon = True
        self._name = "thread"
        self._waits = []
        # The result of the thread's function, and the error by which it was left.
        self._result = self._error = None
        # The process to which the thread belongs, the number of the thread's lane if it has one, and a call for its end.
        self._process = _thread._process
        self._is_process = False
        self._lane = self._done = None
        # Moments: of its start, of the clock when it went on, and of its process's own clock then.
        self._began = self._since = self._own = 0
        # Of a thread without a stack: its `threading.Thread`, its body, and what can be called anew where that has to wait.
        self._thread = self._body = self._again = None

    @property
    def ident(self):
        return self._ident

    def _goes_on(self, own):
        """Notes that the thread goes on, which it could have done at this moment: others may have run until now."""
        self._own, self._since = own, _loopline.now()

    def _meet(self):
        # One that has run ahead has a clock of its own.
        if _thread._whole is not None and _thread._whole.is_ahead():
            return 0
        computed = _loopline.now() - self._since
        if computed <= 0 or _process_threads.is_in_finalizer(sys._getframe(1)):
            return 0
        before, own = self._since + computed, self._own + computed
        _loopline.go_back(self._since)
        if own > _loopline.now():
            _thread._wait(own)
        self._goes_on(own)
        return before - self._since

    def _start(self, function, name, daemon, shown):
        global _last
        _thread._cannot_ahead()
        if len(_thread._alive) >= _MOST:
            raise RuntimeError("can't start new thread")
        if shown and self._lane is None:
            self._lane = _process_threads.plan()
        lane = self._lane

        def body():
            if shown:
                _loopline.lane_begins(lane)
            try:
                function()
            except SystemExit:
                pass
            except BaseException as raised:
                if _thread._whole is not None and isinstance(raised, _thread._whole.LEAVING):
                    raise
                if _thread._whole is not None and _thread._whole.is_ahead() and sys.unraisablehook is not sys.__unraisablehook__:
                    _thread._whole.cannot()
                self._error = raised
                what = type(sys.implementation)()
                what.exc_type, what.exc_value, what.exc_traceback = type(raised), raised, raised.__traceback__
                what.err_msg, what.object = "Exception ignored in thread started by", function
                sys.unraisablehook(what)
            result, raised, self._result, self._error = self._result, self._error, None, None

            def end():
                if self._done is not None:
                    # Before the lane ends, which is the cause of what follows.
                    self._done()
                if shown:
                    _loopline.lane_ends(lane, result, raised)

            _process_threads.after(end)

        _last += 1
        if _thread._whole is not None:
            body = self._body = _thread._whole.Body(_last, body, self)
        if not _loopline.thread_spawn(_last, body):
            raise RuntimeError("can't start new thread")
        self._ident, self._name, self._daemon = _last, name, daemon
        self._began = _loopline.now()
        _thread._alive[_last] = self
        if shown:
            _loopline.lane_made(lane, name, False)
            _loopline.lane_scheduled(lane, _last, self._is_process)
        _thread._ready.append(_last)

    def _set_done(self):
        self._is_done = True
        _thread._wake_all(self._waits)

    def is_done(self):
        return self._is_done

    def join(self, timeout=None):
        if self._ident == _thread._running and not self._is_done:
            raise RuntimeError("Cannot join current thread")
        until = _thread._moment(timeout)
        while not self._is_done:
            if not _thread._block(until, self._waits) and until is not None:
                break

    def __repr__(self):
        return f"<_ThreadHandle object: ident={self._ident}>"

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread._ThreadHandle' object")


def start_joinable_thread(function, handle=None, daemon=True):
    if handle is None:
        handle = _ThreadHandle()
    thread = getattr(function, "__self__", None)
    target = getattr(thread, "_target", None)
    shown = getattr(target, "__module__", None) not in _SERVANTS
    invoke = getattr(thread, "_invoke_excepthook", None)
    if invoke is not None:

        def invoke_excepthook(thread):
            raised = sys.exception()
            if _thread._whole is not None:
                _thread._whole.before_excepthook(raised)
            if not isinstance(raised, SystemExit):
                handle._error = raised
            invoke(thread)

        thread._invoke_excepthook = invoke_excepthook
    if _thread._whole is not None:
        handle._thread = thread
        if getattr(target, "__module__", None) == "asyncio.base_events":
            arguments, options = thread._args, thread._kwargs
            handle._again = lambda: target(*arguments, **options)
    handle._start(function, getattr(thread, "_name", "thread"), daemon, shown)
    return handle


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    handle = _ThreadHandle()
    handle._start(lambda: function(*args, **kwargs), getattr(function, "__name__", "thread"), True, True)
    return handle._ident


def make_thread_handle(ident):
    handle = _ThreadHandle()
    handle._ident = ident
    return handle


def wait_for_all():
    """Waits for all threads that are no daemons."""
    while True:
        others = (handle for handle in _thread._alive.values() if handle._process is _thread._process and handle._ident != _thread._running)
        handle = next((handle for handle in others if not handle._daemon), None)
        if handle is None:
            break
        handle.join()
