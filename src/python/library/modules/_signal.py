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


def _refuse_alarms(*args):
    import _limits

    raise NotImplementedError(_limits.NO_ALARM)


setitimer = alarm = _refuse_alarms


def getitimer(which, /):
    return 0.0, 0.0


def valid_signals():
    # The two between are the library's own, which C hides.
    return {*range(1, 32), *range(34, NSIG)}
