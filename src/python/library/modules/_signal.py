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

_handlers = {}
# The number of the last timer that was set, the moment at which it ends in microseconds, and its interval in seconds.
_timer, _timer_ends, _timer_interval = 0, None, 0.0


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
    # Handlers run in the main thread.
    if _thread._call_in_main(lambda: raise_signal(signalnum)):
        return
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)
    elif handler == SIG_DFL and signalnum not in _IGNORED:
        # On an operating system it would end the process.
        raise SystemExit(128 + signalnum)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    pass


def strsignal(signalnum, /):
    texts = _TEXTS.replace("\n", ";").split(";")
    return texts[signalnum - 1] if 0 < signalnum <= len(texts) else None


def setitimer(which, seconds, interval=0.0, /):
    global _timer, _timer_ends, _timer_interval
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")
    before = getitimer(which)
    _timer += 1
    _timer_ends = None
    if seconds:
        import _loopline

        _timer_ends, _timer_interval = _loopline.now() + round(seconds * 1_000_000), interval
        _thread.start_new_thread(_ring, (_timer,))
    return before


def _ring(number):
    """Sends the signal of a timer, unless another has been set meanwhile."""
    global _timer_ends
    while _timer == number and _timer_ends is not None:
        _thread._wait_until(_timer_ends)
        if _timer == number:
            _timer_ends = _timer_ends + round(_timer_interval * 1_000_000) if _timer_interval else None
            raise_signal(SIGALRM)


def getitimer(which, /):
    import _loopline

    if _timer_ends is None:
        return 0.0, 0.0
    return max((_timer_ends - _loopline.now()) / 1_000_000, 0.0), _timer_interval


def alarm(seconds, /):
    return -int(-setitimer(ITIMER_REAL, seconds)[0] // 1)


def valid_signals():
    return set(range(1, NSIG))
