"""Signals. A page gets none from outside; a program's handlers are called for those that it sends itself."""

import _thread

SIG_DFL = 0
SIG_IGN = 1
SIGHUP = 1
SIGINT = 2
SIGQUIT = 3
SIGABRT = 6
SIGKILL = 9
SIGUSR1 = 10
SIGUSR2 = 12
SIGALRM = 14
SIGTERM = 15
SIGCHLD = 17
SIGSTOP = 19
NSIG = 65

_handlers = {}


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
    elif handler == SIG_DFL and signalnum != SIGCHLD:
        # On an operating system it would end the process.
        raise SystemExit(128 + signalnum)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    pass


def strsignal(signalnum, /):
    return None


def valid_signals():
    return set(range(1, NSIG))
