"""Signals. A page gets none from outside; a program's handlers are called for those that it sends itself."""

import _thread

SIG_DFL = 0
SIG_IGN = 1
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2 = range(1, 13)
SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG = range(13, 24)
SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS = range(24, 32)
SIGIOT, SIGCLD, SIGPOLL, SIGRTMIN, SIGRTMAX = SIGABRT, SIGCHLD, SIGIO, 34, 64
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
NSIG = 65

# What each is called, from 1 on.
_TEXTS = """Hangup;Interrupt;Quit;Illegal instruction;Trace/breakpoint trap;Aborted;Bus error;Floating point exception;Killed
User defined signal 1;Segmentation fault;User defined signal 2;Broken pipe;Alarm clock;Terminated;Stack fault;Child exited
Continued;Stopped (signal);Stopped;Stopped (tty input);Stopped (tty output);Urgent I/O condition;CPU time limit exceeded
File size limit exceeded;Virtual timer expired;Profiling timer expired;Window changed;I/O possible;Power failure;Bad system call"""
# Those that are ignored unless a program handles them.
_IGNORED = SIGCHLD, SIGCONT, SIGURG, SIGWINCH

# Those that Python itself ignores when it starts are among them.
_AT_FIRST = {SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN}
_handlers = dict(_AT_FIRST)


class ItimerError(OSError):
    pass


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def signal(signalnum, handler, /):
    if not 0 < signalnum < NSIG:
        raise ValueError("signal number out of range")
    if _thread.get_ident() != _thread._get_main_thread_ident():
        raise ValueError("signal only works in main thread of the main interpreter")
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    before = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return before


def getsignal(signalnum, /):
    return _handlers.get(int(signalnum), default_int_handler if signalnum == SIGINT else SIG_DFL)


def raise_signal(signalnum, /):
    _send(signalnum, False)


def _send(signalnum, at_once=True):
    """Sends the process a signal. It interrupts what waits, unless a thread beside the main one has sent it to itself."""
    # Handlers run in the main thread.
    process = _thread._process
    if process is None:
        if _thread._call_in_main(lambda: _send(signalnum), at_once):
            return
    elif _thread.get_ident() != process.main_thread:
        _thread._interrupt_thread(process.main_thread, lambda: _take(signalnum))
        return
    _take(signalnum)


def _take(signalnum):
    """Does what a signal does to the process that runs, in its main thread."""
    handler = getsignal(signalnum)
    if callable(handler):
        _wake_those_that_pause()
        handler(signalnum, _frame_of_the_program())
    elif handler == SIG_DFL and signalnum not in _IGNORED:
        # On an operating system it would end the process.
        if _thread._process is None:
            raise SystemExit(128 + signalnum)
        import _processes

        _processes.end(-signalnum)


def _frame_of_the_program():
    """The frame that a signal interrupts."""
    import sys

    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith("<frozen "):
        frame = frame.f_back
    return frame


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    pass


def strsignal(signalnum, /):
    texts = _TEXTS.replace("\n", ";").split(";")
    return texts[signalnum - 1] if 0 < signalnum <= len(texts) else None


# The waits of `pause`, which ends with any handler that has run.
_pauses = []


def _wake_those_that_pause():
    if _pauses:
        _thread._wake_all(_pauses)


def pause():
    _thread._block(None, _pauses)


class _Alarm:
    """The timer that sends SIGALRM: a thread of the engine's that waits for its moments, one for all that a program sets."""

    def __init__(self):
        self.due, self.interval = None, 0
        self._handle, self._changes = None, []

    def set(self, seconds, interval):
        """Sends the signal so many seconds from now, and then after each interval, if there is one; never for no seconds."""
        import _loopline

        self.due = _loopline.now() + _loopline.micros(seconds) if seconds > 0 else None
        self.interval = _loopline.micros(interval)
        waits = self._handle is not None and not self._handle.is_done()
        if waits and _thread._whole is not None:
            # A body that runs whole is not told of another moment.
            import _process_threads

            _process_threads.end_at_once(self._handle)
        elif waits:
            _thread._wake_all(self._changes)
            return
        if self.due is not None:
            self._handle = _thread._ThreadHandle()
            self._handle._start(self._run, "alarm", True, False)

    def _run(self):
        changes = self._changes if _thread._whole is None else None
        while self.due is not None:
            if _thread._wait(self.due, changes):
                continue
            self.due = self.due + self.interval if self.interval else None
            _send(SIGALRM)


_alarm = _Alarm()


def setitimer(which, seconds, interval=0.0, /):
    if which != ITIMER_REAL:
        import _limits

        raise NotImplementedError(_limits.NO_TIMER_OF_COMPUTING)
    if seconds < 0 or interval < 0:
        raise ItimerError(22, "Invalid argument")
    before = getitimer(which)
    _alarm.set(seconds, interval)
    return before


def getitimer(which, /):
    if _alarm.due is None or which != ITIMER_REAL:
        return 0.0, 0.0
    import _loopline

    return max(_alarm.due - _loopline.now(), 1) / 1_000_000, _alarm.interval / 1_000_000


def alarm(seconds, /):
    if not isinstance(seconds, int):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    return -int(-setitimer(ITIMER_REAL, seconds)[0] // 1)


def valid_signals():
    # The two between are the library's own, which C hides.
    return {*range(1, 32), *range(34, NSIG)}
