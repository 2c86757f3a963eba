"""Threads that take turns: the body of each runs on a stack of its own, until it waits.

One thread runs at a time, until it sleeps, or waits for a lock, for another thread or in its loop. Then those that are ready
go on, in the order in which they became ready. When none is, the clock jumps to the moment for which the first of those
that sleep has waited, in the order of these moments and, of equal ones, in that in which they began to wait. So a program
does the same in every run. `threading`, `queue` and `concurrent.futures` are CPython's own, and wait by the locks below.

The main thread's stack is the hub: while the main thread waits, it resumes the others one after another.

Here are the turns, the waits and the locks, which the interpreter needs before it can import anything else. The threads
themselves are in `_thread_handles`.
"""

# What `_begin` is given or imports. The last is the module that stands in for stacks where none can be suspended.
_loopline = _network = sys = _write = _process_threads = _thread_files = _thread_reasons = _whole = None
# The function by which the program's own process writes; `_write` is that of the one that runs.
_write_at_once = None

__all__ = [
    "error",
    "start_new_thread",
    "start_new",
    "exit",
    "exit_thread",
    "get_ident",
    "get_native_id",
    "allocate_lock",
    "allocate",
    "interrupt_main",
    "LockType",
    "lock",
    "RLock",
    "stack_size",
    "_count",
    "start_joinable_thread",
    "daemon_threads_allowed",
    "_shutdown",
    "_make_thread_handle",
    "_ThreadHandle",
    "_get_main_thread_ident",
    "_is_main_interpreter",
    "_local",
    "TIMEOUT_MAX",
]

TIMEOUT_MAX = 9223372036.0

_MAIN = 1

error = RuntimeError

# The identifier of the thread that runs.
_running = _MAIN
# The handles of the threads that are alive, but for the main one, by their identifiers.
_alive = {}
# The identifiers of the threads that are ready, in the order in which they became so.
_ready = []
# A heap of the waits that end at a moment: the moment, a number that counts up, and the wait.
_sleeping = []
_order = 0
# The latest wait of each thread that waits for what may never come.
_endless = {}
# The event that has ended the latest wait, or -1.
_cause = -1
# Calls that the main thread makes when it runs next, and those by which it is interrupted in its wait.
_calls = []
_interrupts = []
# Calls by which threads of processes are interrupted in their waits, by the threads' identifiers.
_signals = {}
# The process to which the running thread belongs (`_processes.py`); `None` is the program's own.
_process = None


def _begin(loopline, system):
    """Takes and imports the modules that this needs once threads are started."""
    global _loopline, _network, sys, _write, _write_at_once, _process_threads, _thread_files, _thread_reasons, _whole
    global _ThreadHandle, _make_thread_handle, _shutdown, start_joinable_thread, start_new_thread, start_new, _local
    _loopline, _network, sys, _write_at_once = loopline, system.modules["_network"], system, loopline.write
    import _process_threads
    import _thread_files
    import _thread_reasons

    if not loopline.can_suspend():
        import _whole_bodies as _whole

        _write_at_once = _whole.write
    _write = _write_at_once
    from _thread_handles import _ThreadHandle, start_joinable_thread, start_new_thread
    from _thread_handles import make_thread_handle as _make_thread_handle
    from _thread_handles import wait_for_all as _shutdown
    from _thread_locals import _local

    start_new = start_new_thread


class _Wait:
    """The wait of a thread, which ends once: because the thread is woken, or because its moment has come."""

    __slots__ = ("ident", "ended", "woken", "place", "moment", "cause")

    def __init__(self, ident):
        self.ident = ident
        # The moment at which it ended.
        self.moment = 0
        self.ended = self.woken = False
        # The event that has woken the thread, or -1.
        self.cause = -1
        # The place of a wait that may never end: the function of the library, and where the program called that.
        self.place = None


def _end(wait):
    wait.ended = True
    wait.moment = _loopline.now()
    _ready.append(wait.ident)


def _wake(waits):
    """Wakes the first thread that waits there."""
    if _whole is not None and not all(wait.ended for wait in waits):
        _cannot_ahead()
    while waits:
        wait = waits.pop(0)
        if not wait.ended:
            wait.woken = True
            wait.cause = _loopline.cause()
            _end(wait)
            return


def _wake_all(waits):
    if _whole is not None and _whole.is_ahead():
        _whole.after(lambda: _wake_all(waits))
        return
    for _ in range(len(waits)):
        _wake(waits)


def _wait(until=None, waits=None):
    """Lets others go on until this thread is woken, which returns true, or until a moment, which returns false.

    `waits` is the queue by which it can be woken."""
    waits_alone = not _alive and until is not None and not _network.can_be_visited()
    if waits_alone and not 0 <= _network.next_moment() <= until:
        _loopline.advance_to(until)
        return False
    if _loopline.in_sqlite():
        import _limits

        if until is not None and waits is None:
            # No stack is suspended there: others go on after the sleep.
            _loopline.advance_to(until)
            return False
        raise _limits.WaitInSqlite(_limits.NO_WAIT_IN_SQLITE)
    if _whole is not None and _running != _MAIN:
        woken = _whole.wait(until, waits)
        if _process is not None:
            _alive[_running]._goes_on(until)
        return woken
    if until is None:
        wait = _rest(_running, waits)
        wait.place = _thread_reasons.place(sys._getframe(1))
    else:
        wait = _sleep_until(until, _running, waits)
    if _running == _MAIN:
        _run_others(wait)
    else:
        _park(wait)
    global _cause, _rounds, _turn_began
    _cause, _rounds, _turn_began = wait.cause, 0, _loopline.now()
    return wait.woken


def _park(wait):
    """Suspends the running thread until its wait is over. In the midst of it the thread makes the calls that interrupt it."""
    while True:
        _loopline.thread_park()
        if _process is not None:
            _alive[_running]._goes_on(wait.moment if wait.ended else _loopline.now())
        if _running in _signals:
            try:
                for call in _signals.pop(_running):
                    call()
            except BaseException:
                wait.ended = True
                _endless.pop(_running, None)
                raise
            finally:
                _ready[:] = [ident for ident in _ready if ident != _running]
        if wait.ended:
            return


def _interrupt_thread(ident, call):
    """Has a thread of a process make a call in the midst of its wait."""
    _signals.setdefault(ident, []).append(call)
    if ident not in _ready:
        _ready.append(ident)


def _sleep_until(until, ident, waits=None):
    """Begins the wait of a thread until a moment, or until it is woken in `waits`."""
    global _order
    from heapq import heappush

    wait = _Wait(ident)
    if waits is not None:
        waits.append(wait)
    _order += 1
    heappush(_sleeping, (until, _order, wait))
    return wait


def _rest(ident, waits):
    """Begins the wait of a thread until it is woken."""
    wait = _Wait(ident)
    if waits is not None:
        waits.append(wait)
    _endless[ident] = wait
    return wait


def _run_others(wait):
    """Runs other threads until the main thread's wait is over."""
    global _running
    while True:
        while not _ready:
            _end_first_sleep()
        ident = _ready.pop(0)
        if ident == _MAIN:
            if wait.ended:
                break
            # That of a wait in whose midst this one is, of a handler of signals: it is looked at when that is over.
            continue
        _running = ident
        process = _alive[ident]._process
        if process is not None:
            _process_threads.enter(process)
        try:
            over = _loopline.thread_resume(ident)
        finally:
            _running = _MAIN
            if _process is not None:
                _process_threads.enter(None)
        if over:
            _endless.pop(ident, None)
            _alive.pop(ident)._set_done()
            _local._forget(ident)
        _loopline.check()
        if _interrupts:
            _interrupt(wait)
            if wait.ended and _MAIN not in _ready:
                break
    while _calls:
        _calls.pop(0)()


def _interrupt(wait):
    """Makes the calls that interrupt the main thread in its wait, which goes on, unless one of them raises an error."""
    try:
        while _interrupts:
            _interrupts.pop(0)()
    except BaseException:
        wait.ended = True
        _ready[:] = [ident for ident in _ready if ident != _MAIN]
        _endless.pop(_MAIN, None)
        raise


def _end_first_sleep():
    """Lets the clock go on to the first moment for which a thread waits, or at which something arrives on the network."""
    from heapq import heappop

    while _sleeping and _sleeping[0][2].ended:
        heappop(_sleeping)
    arrival = _network.next_moment()
    if _network.can_be_visited():
        # A live run, whose server may be visited by hand before that.
        moments = [moment for moment in (arrival, _sleeping[0][0] if _sleeping else -1) if moment >= 0]
        if _network.hears_visit(min(moments, default=float("inf"))):
            return
    if arrival >= 0 and not (_sleeping and _sleeping[0][0] < arrival):
        _loopline.advance_to(arrival)
        _network.advance()
        return
    if _sleeping:
        until, _, wait = heappop(_sleeping)
        _loopline.advance_to(until)
        _end(wait)
        return
    waits = [(ident, wait) for ident, wait in sorted(_endless.items()) if not wait.ended]
    names = {ident: handle._name for ident, handle in _alive.items()}
    _loopline.deadlock([f"{names.get(ident, 'MainThread')} in {wait.place}" for ident, wait in waits if wait.place])


def _cannot_ahead():
    """Ends the program if the body that runs has run ahead: it does what depends on others, or what they would see too early."""
    if _whole is not None and _whole.is_ahead():
        _whole.cannot()


def _let_others_run():
    """Lets those go on that are ready now."""
    if _ready and not _loopline.in_sqlite():
        _wait(_loopline.now())


# Rounds of the program's loops that wait for nothing: see `_rounds`. On the measured clock a thread gives the turn away once it has
# computed for as long as CPython lets it, and that is looked at every few rounds.
_MOST_ROUNDS = 10_000
_ROUNDS_BETWEEN_LOOKS = 100
_LONGEST_TURN = 5_000

_rounds = 0
# The moment at which the running thread's turn began.
_turn_began = 0


def _round():
    """Counts a round of a loop that may wait for others by computing."""
    global _rounds
    _rounds += 1
    if _rounds % _ROUNDS_BETWEEN_LOOKS == 0 and _alive:
        _end_long_turn()


def _end_long_turn():
    """Gives the turn away if it has been long: to those that are ready, else to whoever waits for the first moment."""
    global _rounds
    if _loopline.in_sqlite():
        return
    if _loopline.is_measured():
        now = _loopline.now()
        if now - _turn_began < _LONGEST_TURN:
            return
        if _process is not None:
            # It has a processor of its own.
            _process_threads.meet()
            return
    elif _rounds < _MOST_ROUNDS:
        return
    else:
        now = _loopline.now()
    until = now
    if not _ready:
        moments = [moment for moment, _, wait in _sleeping if not wait.ended]
        if not moments:
            _rounds = 0
            return
        until = max(now, min(moments))
        # Computing takes time there, and the moment will come.
        if _loopline.is_measured() and until > now:
            return
    if _running == _MAIN:
        _wait(until)
    else:
        _block_lane("turn", -1, until, None)


def _block(until=None, waits=None):
    """Waits as `_wait` does, and has it recorded on the thread's lane, or if that holds a loop."""
    if _process is not None:
        gone_back = _process_threads.meet()
        until = None if until is None else until - gone_back
    began = _loopline.now()
    if _running != _MAIN:
        return _block_lane(*_thread_reasons.reason(began, until, waits), until, waits)
    woken = _wait(until, waits)
    _loopline.blocked(_loopline.now() - began)
    return woken


def _block_lane(what, number, until, waits):
    """Waits, and has the wait recorded on the thread's lane with its reason."""
    began = _loopline.now()
    moment = -1 if until is None or what == "turn" else until
    if _whole is not None:
        _whole.after(lambda: _loopline.lane_waits(what, number, moment))
        woken = _whole.wait(until, waits)
        _whole.after(lambda: _loopline.lane_goes_on(-1))
        return woken
    is_shown = _loopline.lane_waits(what, number, moment)
    woken = _wait(until, waits)
    if is_shown:
        _loopline.lane_goes_on(_cause if woken else -1)
    _loopline.blocked(_loopline.now() - began)
    return woken


def _wait_until(moment):
    """Sleeps until a moment."""
    _block(moment)


def _moment(timeout):
    """The moment at which a timeout ends, in seconds from now; `None` for none."""
    if timeout is None or timeout < 0:
        return None
    # At least a microsecond: a loop that waits for what is left of one would come back at once, without end.
    return _loopline.now() + (max(round(timeout * 1_000_000), 1) if timeout else 0)


def _call_in_main(call, at_once=False):
    """Has the main thread make a call when it runs next, or in the midst of its wait; returns false if it runs now."""
    if _running == _MAIN:
        return False
    _cannot_ahead()
    (_interrupts if at_once else _calls).append(call)
    return True


def daemon_threads_allowed():
    return True


def _get_main_thread_ident():
    return _MAIN if _process is None else _process.main_thread


def _is_main_interpreter():
    return True


def exit():
    raise SystemExit


exit_thread = exit


def get_ident():
    return _running


get_native_id = get_ident


def stack_size(size=0, /):
    return 0


def _count():
    return len(_alive)


def interrupt_main(signum=2, /):
    import _signal

    _signal.raise_signal(signum)


class lock:
    """A lock. A thread that releases it wakes the first that waits; it may be acquired by another before that goes on."""

    def __init__(self):
        self._locked = False
        self._waits = []
        # The numbers of the resources for which this stands in the record, by their kinds.
        self._numbers = None

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if timeout > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        if self._locked:
            if not blocking or timeout == 0:
                return False
            until = _moment(timeout)
            while self._locked:
                if not _block(until, self._waits) and until is not None:
                    return False
        self._locked = True
        return True

    acquire_lock = acquire

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        if self._waits:
            _wake(self._waits)

    release_lock = release

    def locked(self):
        return self._locked

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, traceback):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False
        self._waits.clear()

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


class RLock:
    """A lock that its owner may acquire again."""

    def __init__(self):
        self._block = lock()
        self._owner = None
        self._times = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == _running:
            self._times += 1
            return True
        if not self._block.acquire(blocking, timeout):
            return False
        self._owner = _running
        self._times = 1
        return True

    __enter__ = acquire

    def release(self):
        if self._owner != _running:
            raise RuntimeError("cannot release un-acquired lock")
        self._times -= 1
        if self._times == 0:
            self._owner = None
            self._block.release()

    def __exit__(self, kind, value, traceback):
        self.release()

    def locked(self):
        return self._block.locked()

    def _is_owned(self):
        return self._owner == _running

    def _recursion_count(self):
        return self._times if self._owner == _running else 0

    def _release_save(self):
        if self._owner is None:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._times, self._owner
        self._times, self._owner = 0, None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._times, self._owner = state

    def _at_fork_reinit(self):
        self.__init__()

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.RLock' object")

    def __repr__(self):
        state = "locked" if self._block.locked() else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._times} at {id(self):#x}>"

