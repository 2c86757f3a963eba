"""The event loop of this platform, which has a clock and nothing else.

It is CPython's own loop, turn by turn, with three differences. Time is the program's own clock, which jumps to the next
deadline when nothing is ready. Timers with equal deadlines keep the order of the calls that set them: CPython's heap
compares deadlines alone. And every fact is reported to the recorder where it occurs, which changes no order.
"""

import _asyncio
import _loopline
import _loopline_outdated
import _thread
import contextvars
import signal
import sys

from _limits import refused

from . import _loopline_operations
from . import base_events
from . import coroutines
from . import events
from . import format_helpers
from . import futures
from . import tasks

__all__ = ("SelectorEventLoop", "EventLoop")


class _Handle(events.Handle):
    """A handle with the number under which it is recorded."""

    __slots__ = ("_number",)

    def cancel(self):
        if not self._cancelled:
            _loopline.handle_cancelled(self._number)
        events.Handle.cancel(self)


class _TimerHandle(events.TimerHandle):
    """A timer with the number under which it is recorded, and once it has fired the number of its handle.

    In the loop's heap it follows its deadline in microseconds and its number.
    """

    __slots__ = ("_number", "_timer")

    def cancel(self):
        if not self._cancelled:
            if self._number is not None:
                _loopline.handle_cancelled(self._number)
            elif self._scheduled:
                _loopline.timer_cancelled(self._timer)
        events.TimerHandle.cancel(self)


# Programs print the class's name.
_Handle.__name__ = _Handle.__qualname__ = "Handle"
_TimerHandle.__name__ = _TimerHandle.__qualname__ = "TimerHandle"


def _report(handle, error):
    """Reports the error of a callback as `Handle._run` does. That method is only called for a program's own handles."""
    try:
        raise error
    except BaseException as exc:
        callback = format_helpers._format_callback_source(
            handle._callback, handle._args, debug=handle._loop.get_debug()
        )
        context = {"message": f"Exception in callback {callback}", "exception": exc, "handle": handle}
        if handle._source_traceback:
            context["source_traceback"] = handle._source_traceback
        handle._loop.call_exception_handler(context)


_loopline.handles(_Handle, _TimerHandle, contextvars.copy_context, _report)


# Native answers: asyncio asks these for every task, and keeps every task in this set.
futures.isfuture = _loopline.of_coroutines(futures.isfuture, False)
coroutines.iscoroutine = _loopline.of_coroutines(coroutines.iscoroutine, True)
_loopline.holds_weakly(_asyncio._scheduled_tasks)


# The files of the functions through which a callback is scheduled.
_OUR_FILES = tuple({function.__code__.co_filename for function in (_report, _thread._call_soon_threadsafe)})


def _made(handle):
    """Takes the frames of this module out of the stack that a handle has in debug mode."""
    stack = handle._source_traceback
    while stack and stack[-1].filename in _OUR_FILES:
        del stack[-1]
    return handle


class _UnixSelectorEventLoop(base_events.BaseEventLoop):
    """The loop of programs in this playground, under the name that the loop has on Linux."""

    def __init__(self, selector=None):
        base_events.BaseEventLoop.__init__(self)
        self._signals = set()
        # The wait of the thread that runs this loop, while nothing is ready.
        self._waits = []
        _loopline.loop_created(self)

    def time(self):
        return _loopline.time()

    call_soon = _loopline.call_soon
    call_later = _loopline.call_later
    call_at = _loopline.call_at
    create_task = _loopline.create_task(tasks)
    create_future = _loopline.create_future(futures)

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = _thread._call_soon_threadsafe(self, callback, args, context)
        return _made(handle) if self._debug else handle

    def run_in_executor(self, executor, func, *args):
        if not getattr(executor, "_loopline_process", False):
            return base_events.BaseEventLoop.run_in_executor(self, executor, func, *args)
        _loopline.for_process(True)
        try:
            return base_events.BaseEventLoop.run_in_executor(self, executor, func, *args)
        finally:
            _loopline.for_process(False)

    def _run_once(self):
        _thread._before_turn(self)
        _loopline.run_once(self, self._ready, self._scheduled, self._debug)

    def _run_timed(self, handle):
        """Runs a handle in debug mode as CPython does, which logs a handle that takes long."""
        self._current_handle = handle
        began = self.time()
        try:
            handle._run()
            took = self.time() - began
            if took >= self.slow_callback_duration:
                base_events.logger.warning("Executing %s took %.3f seconds", base_events._format_handle(handle), took)
        finally:
            self._current_handle = None

    def call_exception_handler(self, context):
        _loopline.reported(context)
        base_events.BaseEventLoop.call_exception_handler(self, context)

    def close(self):
        if not self.is_running() and not self._closed:
            _loopline.loop_closed(self, sys.exception())
        base_events.BaseEventLoop.close(self)
        for sig in list(self._signals):
            self.remove_signal_handler(sig)

    def add_signal_handler(self, sig, callback, *args):
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            signal.signal(sig, lambda *_: self.call_soon(callback, *args))
        except OSError:
            raise RuntimeError(f"sig {sig} cannot be caught")
        self._signals.add(sig)

    def remove_signal_handler(self, sig):
        self._check_signal(sig)
        if sig not in self._signals:
            return False
        self._signals.remove(sig)
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    async def _make_subprocess_transport(
        self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **options
    ):
        from _programs import Transport

        return Transport(self, protocol, args, shell, stdin, stdout, stderr, options)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        _thread._wake_all(self._waits)


for _names, _what in (
    (
        """add_reader add_writer remove_reader remove_writer sock_accept sock_connect sock_recv sock_recv_into
        sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto create_unix_connection
        create_unix_server""",
        "Sockets are",
    ),
    ("connect_read_pipe connect_write_pipe", "Pipes of an operating system are"),
):
    for _name in _names.split():
        setattr(_UnixSelectorEventLoop, _name, refused(_name, _what))
del _names, _what, _name

SelectorEventLoop = EventLoop = _UnixSelectorEventLoop


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = SelectorEventLoop
    # Whether `set_event_loop` was called, even with `None`.
    _set = False

    def get_event_loop(self):
        # As before Python 3.14: the first call makes a loop, except in a thread.
        asked_first = self._local._loop is None and not self._set and _thread.get_ident() == _thread._MAIN
        if asked_first and _loopline_outdated.makes_loop():
            self.set_event_loop(self.new_event_loop())
        return events._BaseDefaultEventLoopPolicy.get_event_loop(self)

    def set_event_loop(self, loop):
        self._set = True
        events._BaseDefaultEventLoopPolicy.set_event_loop(self, loop)


_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
