"""The event loop of this platform, which has a clock and a network in memory.

It is CPython's own loop, turn by turn, with four differences. Time is the program's own clock, which jumps to the next
deadline when nothing is ready. Timers with equal deadlines keep the order of the calls that set them: CPython's heap
compares deadlines alone. The loop makes its selector when a file is first used: most programs use none, and pay nothing for it.
And every fact is reported to the recorder where it occurs, which changes no order.
"""

import _asyncio
import _loopline
import _loopline_outdated
import _network
import _thread
import _thread_loops
import contextvars
import selectors
import signal
import sys
import weakref

from . import _loopline_operations
from . import base_events
from . import coroutines
from . import events
from . import format_helpers
from . import futures
from . import selector_events
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
_OUR_FILES = tuple({function.__code__.co_filename for function in (_report, _thread_loops.call_soon_threadsafe)})


def _made(handle):
    """Takes the frames of this module out of the stack that a handle has in debug mode."""
    stack = handle._source_traceback
    while stack and stack[-1].filename in _OUR_FILES:
        del stack[-1]
    return handle


class _MadeWhenUsed:
    """An attribute that a loop makes when it is first asked for."""

    def __init__(self, make):
        self._make = make

    def __get__(self, loop, kind=None):
        if loop is None:
            return self
        value = loop.__dict__[self._make.__name__] = self._make(loop)
        return value


# The number of a handle that was not scheduled yet.
_NO_NUMBER = 0xFFFFFFFF


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The loop of programs in this playground, under the name that the loop has on Linux."""

    # True once it has a selector.
    _uses_files = False
    # The handle that is run when standard input can be read.
    _reader_of_input = None

    def __init__(self, selector=None):
        base_events.BaseEventLoop.__init__(self)
        self._given_selector = selector
        self._signals = set()
        # The wait of the thread that runs this loop, while nothing is ready.
        self._waits = []
        _loopline.loop_created(self)
        base_events.logger.debug("Using selector: %s", type(selector).__name__ if selector else "EpollSelector")

    def time(self):
        return _loopline.time()

    call_soon = _loopline.call_soon
    call_later = _loopline.call_later
    call_at = _loopline.call_at
    create_task = _loopline.create_task(tasks)
    create_future = _loopline.create_future(futures)

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = _thread_loops.call_soon_threadsafe(self, callback, args, context)
        return _made(handle) if self._debug else handle

    def run_in_executor(self, executor, func, *args):
        if not getattr(executor, "_loopline_process", False):
            return base_events.BaseEventLoop.run_in_executor(self, executor, func, *args)
        _loopline.for_process(True)
        try:
            return base_events.BaseEventLoop.run_in_executor(self, executor, func, *args)
        finally:
            _loopline.for_process(False)

    @_MadeWhenUsed
    def _selector(self):
        self._uses_files = True
        return self._given_selector or selectors.DefaultSelector()

    @_MadeWhenUsed
    def _transports(self):
        return weakref.WeakValueDictionary()

    @_MadeWhenUsed
    def _unix_server_sockets(self):
        return {}

    def _stop_serving(self, sock):
        number = self._unix_server_sockets.pop(sock, None)
        path = sock.getsockname()
        selector_events.BaseSelectorEventLoop._stop_serving(self, sock)
        if number is not None:
            import os

            # Another server may have taken the path.
            try:
                if os.stat(path).st_ino == number:
                    os.unlink(path)
            except FileNotFoundError:
                pass

    def _run_once(self):
        has_looked = _thread_loops.before_turn(self)
        if self._uses_files and not has_looked:
            self._take_ready_files()
            self._let_arrive()
        _loopline.run_once(self, self._ready, self._scheduled, self._debug)

    def _take_ready_files(self):
        """Puts the handles of files that are ready into the queue; returns whether there are any."""
        count = len(self._ready)
        self._process_events(self._selector.select(0))
        return len(self._ready) > count

    def _let_arrive(self):
        """Lets the clock go on to what arrives on the network, if the loop would wait for it."""
        while not self._ready and not self._stopping:
            arrival = _network.next_moment()
            due = _loopline.next_due(self._scheduled)
            arrives = 0 <= arrival <= due
            # Somebody who visits the server of a live run by hand comes before that.
            if _network.can_be_visited() and _network.hears_visit(arrival if arrives else due):
                self._take_ready_files()
                continue
            if not arrives:
                break
            _loopline.advance_to(arrival)
            self._take_ready_files()

    def _watched_files(self):
        """The files for which the loop waits, as pairs of a number and events."""
        if isinstance(self._selector, selectors.EpollSelector):
            return [(self._selector.fileno(), 1)]
        keys = self._selector.get_map().values()
        return [(key.fd, (key.events & 1) | (key.events & 2) * 2) for key in keys]

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if mask & selectors.EVENT_READ and reader is not None:
                if reader._cancelled:
                    self._remove_reader(key.fileobj)
                else:
                    _loopline.file_is_ready(self, reader, _network.cause(key.fd, False))
            if mask & selectors.EVENT_WRITE and writer is not None:
                if writer._cancelled:
                    self._remove_writer(key.fileobj)
                else:
                    _loopline.file_is_ready(self, writer, _network.cause(key.fd, True))

    def _handle_of_file(self, callback, args):
        self._check_closed()
        handle = _Handle(callback, args, self, None)
        handle._number = _NO_NUMBER
        return _made(handle) if self._debug else handle

    def _add_reader(self, fd, callback, *args):
        handle = self._handle_of_file(callback, args)
        if fd == 0 or fd is sys.__stdin__:
            import _console_pipes

            self._remove_reader(fd)
            self._reader_of_input = handle
            return _console_pipes.watch_input(self, handle)
        key = self._selector.get_map().get(fd)
        if key is None:
            self._selector.register(fd, selectors.EVENT_READ, (handle, None))
        else:
            reader, writer = key.data
            self._selector.modify(fd, key.events | selectors.EVENT_READ, (handle, writer))
            if reader is not None:
                reader.cancel()
        return handle

    def _remove_reader(self, fd):
        if fd == 0 or fd is sys.__stdin__:
            handle, self._reader_of_input = self._reader_of_input, None
            if handle is not None:
                handle.cancel()
            return handle is not None
        return selector_events.BaseSelectorEventLoop._remove_reader(self, fd)

    def _add_writer(self, fd, callback, *args):
        handle = self._handle_of_file(callback, args)
        key = self._selector.get_map().get(fd)
        if key is None:
            self._selector.register(fd, selectors.EVENT_WRITE, (None, handle))
        else:
            reader, writer = key.data
            self._selector.modify(fd, key.events | selectors.EVENT_WRITE, (reader, handle))
            if writer is not None:
                writer.cancel()
        return handle

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
            if self._uses_files or self._given_selector is not None:
                self._selector.close()
                self._selector, self._uses_files = None, False
        base_events.BaseEventLoop.close(self)
        for sig in list(self._signals):
            self.remove_signal_handler(sig)

    def add_signal_handler(self, sig, callback, *args):
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            signal.signal(sig, lambda *_: self._take_signal(callback, args))
        except OSError:
            raise RuntimeError(f"sig {sig} cannot be caught")
        self._signals.add(sig)

    def _take_signal(self, callback, args):
        self.call_soon(self._handle_signal, callback, args)
        # Beside other threads the loop's own one waits for them: a signal ends that wait, as it ends a selector's.
        _thread._wake_all(self._waits)

    def _handle_signal(self, callback, args):
        # CPython's loop is woken by a signal in one turn, and calls the handler in the next.
        self.call_soon(callback, *args)

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

    def _make_ssl_transport(self, *args, **options):
        # A program may ask for TLS without its module, by `ssl=True`.
        import ssl  # noqa: F401

        return selector_events.BaseSelectorEventLoop._make_ssl_transport(self, *args, **options)

    async def _make_subprocess_transport(
        self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **options
    ):
        from _program_transport import Transport

        return Transport(self, protocol, args, shell, stdin, stdout, stderr, options)

    def _write_to_self(self):
        _thread._wake_all(self._waits)


def _from_system_events(name):
    """Takes a method of CPython's own loop for Unix when it is first called: its module comes in a pack."""

    def method(self, *args, **options):
        from . import _system_events

        function = getattr(_system_events._UnixSelectorEventLoop, name)
        if getattr(_UnixSelectorEventLoop, name) is method:
            setattr(_UnixSelectorEventLoop, name, function)
        return function(self, *args, **options)

    method.__name__ = name
    method.__qualname__ = f"_UnixSelectorEventLoop.{name}"
    return method


def _of_pipe(name, of_stream):
    """The method that makes a transport of a pipe: of a standard stream it is made by a function of `_console_pipes`."""
    of_others = _from_system_events(name)

    def method(self, pipe, protocol, waiter=None, extra=None):
        import _console_pipes

        number = _console_pipes.number_of(pipe)
        if number is None:
            return of_others(self, pipe, protocol, waiter, extra)
        return getattr(_console_pipes, of_stream)(self, pipe, number, protocol, waiter, extra)

    return method


for _name in "create_unix_connection create_unix_server".split():
    setattr(_UnixSelectorEventLoop, _name, _from_system_events(_name))
del _name
_UnixSelectorEventLoop._make_read_pipe_transport = _of_pipe("_make_read_pipe_transport", "read_transport")
_UnixSelectorEventLoop._make_write_pipe_transport = _of_pipe("_make_write_pipe_transport", "write_transport")

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
