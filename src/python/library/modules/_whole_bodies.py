"""`_thread` where no stack can be suspended: threads on one interpreter. The body of each runs whole where it starts, on a clock of its own.

While a body runs, the program's clock is its thread's; when it is over, the clock goes back. Each fact of the body is
reported when the clock of the other threads comes to the moment of that fact. Joining a thread waits until the moment at
which it ended, and acquiring a lock until the moment at which it was released. Threads that really take turns cannot be
run: waiting for what another thread has yet to do, such as to put an item into a queue, is refused with a sentence.
"""

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

# The identifiers of the threads whose bodies run, the innermost last.
_running = [_MAIN]
_last = _MAIN
# The moment at which the last thread ends, for which a program waits at its end.
_end = 0


def _now():
    import _loopline

    return _loopline.now()


# A heap of the facts that threads have left, each with its moment.
_coming = []
_order = 0


def _comes(moment, show, lane=None, owner=None):
    """Has `show()` called when the clock of the main thread comes to a moment; `lane` is the thread that causes it, and `owner`
    the one with which it goes if that is ended before."""
    import heapq

    global _order
    _order += 1
    if len(_coming) >= _MOST_COMING:
        _cannot("A thread that goes on until another stops it")
    heapq.heappush(_coming, (moment, _order, show, lane, owner or (_lanes[-1] if _lanes else None)))


def _come():
    """Shows the facts that threads have left until now, by the clock of the main thread."""
    import _loopline
    import heapq

    if _running[-1] != _MAIN:
        return
    now = _now()
    while _coming and _coming[0][0] <= now:
        _, _, show, lane, _ = heapq.heappop(_coming)
        if lane is None:
            show()
        else:
            _loopline.on_behalf_of(lane.number, show)


def _wait_until(moment):
    """Lets the clock of the running thread go on to a moment."""
    import _loopline

    if _running[-1] != _MAIN:
        global _waits_of_bodies
        _waits_of_bodies += 1
        if _waits_of_bodies > _MOST_WAITS:
            _cannot("A thread that goes on until another stops it")
        _loopline.advance_to(moment)
        return
    began = _now()
    while _coming and _coming[0][0] <= moment:
        _loopline.advance_to(_coming[0][0])
        _come()
    _loopline.advance_to(moment)
    _loopline.blocked(_now() - began)


def _write(stream, text):
    """Writes to a standard stream at the time of the running thread."""
    import _loopline

    if _running[-1] == _MAIN:
        _loopline.write(stream, text)
    else:
        lane = _lanes[-1]
        _comes(_now(), lambda: _loopline.thread_wrote(lane.number, stream, text))


def _call_in_main(call):
    """Has the main thread make a call later, if another runs; here the thread that runs makes it at once."""
    return False


# What a loop needs of threads.


def _before_turn(loop):
    """Shows the facts that threads have left until now, and while nothing is ready those before the next timer."""
    import _loopline

    if not _coming:
        return
    if _running[-1] != _MAIN:
        # It has its own clock alone. One of a process needs no more; one of a thread may wait for the others.
        idle = not loop._ready and not loop._stopping
        if _process is None and idle and _coming[0][0] <= _loopline.next_due(loop._scheduled):
            _cannot("A loop in a thread beside others")
        return
    _come()
    while _coming and not loop._ready and not loop._stopping:
        moment = _coming[0][0]
        if moment > _loopline.next_due(loop._scheduled):
            break
        _loopline.advance_to(moment)
        _come()


def _call_soon_threadsafe(loop, callback, args, context):
    """Schedules a callback on a loop."""
    if _running[-1] == _MAIN:
        return loop.call_soon(callback, *args, context=context)
    from asyncio import events

    loop._check_closed()
    # A thread runs ahead of the loop: the callback is scheduled when the loop's clock comes to this moment.
    handle = events.Handle(callback, args, loop, context)

    def come():
        if not handle._cancelled and not loop._closed:
            loop.call_soon(callback, *args, context=handle._context)

    _comes(_now(), come, _lanes[-1])
    return handle


def _wake_all(waits):
    pass


# What processes need of threads.


# A process begins only when it has what it needs.
_RUNS_WHOLE = True

# The process to which the code that runs belongs (`_processes.py`); `None` is the program's own.
_process = None
# The moment at which the outermost body began that runs: all that the main thread has done by then is known.
_known_until = 0


def _enter(process):
    """Makes a process the one to which what runs belongs: exchanges the state that each has of its own."""
    global _process
    if _process is not None:
        _process.exchange()
    _process = process
    if process is not None:
        process.fill()
        process.exchange()


def _run_in(process, function):
    """Calls a function in a process."""
    before = _process
    _enter(process)
    try:
        return function()
    finally:
        _enter(before)


def _without_loop(function):
    """Calls a function as if no loop were running, and no task."""
    import sys

    tasks = sys.modules.get("asyncio.tasks")
    loop = tasks and tasks.events._get_running_loop()
    if loop is None:
        return function()
    task = tasks.current_task(loop)
    if task is not None:
        tasks._leave_task(loop, task)
    tasks.events._set_running_loop(None)
    try:
        return function()
    finally:
        tasks.events._set_running_loop(loop)
        if task is not None:
            tasks._enter_task(loop, task)


def _plan():
    """The place at which the code that runs asks for what will be done."""
    import _loopline

    return _loopline.place()


def _start_in(process, name, function, done=None, shown=True, plan=None):
    """Runs a function in a process, which returns a result and an error, and has `done` called when it is over, in the process
    that runs now. `plan` is the place at which it was asked for."""
    import _loopline

    global _last, _known_until
    handle = _ThreadHandle()
    _last += 1
    handle._ident = _last
    lane = handle._lane = _Lane(_Named(name), plan) if shown else _NoLane()
    began = _now()
    lane.begins(began)
    if _running[-1] == _MAIN:
        _known_until = began
    _running.append(_last)
    _lanes.append(lane)
    _loopline.thread_begins()
    try:
        result, error = _without_loop(lambda: _run_in(process, lambda: function(handle)))
    finally:
        ended = _now()
        _loopline.thread_ends(began)
        _running.pop()
        _lanes.pop()
    lane.ends(ended, result, error)
    _loopline.check()

    def over():
        handle._ended = _now()
        if done is not None:
            done()

    _comes(ended, over, lane, lane)
    return handle


def _end_at_once(handle):
    """Ends a body of a process: what it has left for later is left out."""
    import heapq

    if not handle.is_done():
        _coming[:] = [fact for fact in _coming if fact[4] is not handle._lane]
        heapq.heapify(_coming)
        handle._lane.stopped()
        handle._ended = _now()


def _act(effect):
    """Does what other processes can see when their clocks come to this moment."""
    if _running[-1] == _MAIN:
        effect()
    else:
        _comes(_now(), effect)


class _Taker:
    """Guards what several processes use: one whose body runs now must not come before another whose body has run."""

    def __init__(self):
        self._by, self._at = None, 0

    def take(self):
        now = _now()
        if self._by is not _process and now < self._at:
            _cannot("Using the same queue, value or semaphore in several processes")
        self._by, self._at = _process, now


def _look():
    """Looks at what other processes may have changed: nothing is known of what the main thread does after a body began."""
    if _running[-1] != _MAIN and _now() > _known_until:
        _cannot("Looking at what another process does")


def _wait_for(test, until=None, waits=None):
    """Waits until a test is true; returns false if a moment comes first."""
    import _loopline

    if _running[-1] != _MAIN:
        if not test():
            if until is None or until > _now():
                _cannot("Waiting for another process")
            _look()
        return bool(test())
    while not test():
        if _coming and (until is None or _coming[0][0] <= until):
            _wait_until(max(_coming[0][0], _now()))
        elif until is None:
            _loopline.deadlock(["MainThread in a wait for another process"])
        else:
            _wait_until(until)
            return bool(test())
    return True


# The most facts that threads may leave for later, and the most waits of bodies. A body that goes on until another thread
# tells it to stop never ends.
_MOST_COMING = 50_000
_MOST_WAITS = 50_000
_waits_of_bodies = 0


def _cannot(what):
    """Ends the program: it would go on with wrong values."""
    import _loopline

    _loopline.refuse(
        f"{what} is not available here, where the body of a thread runs whole: what another thread has yet to do cannot be "
        "waited for"
    )


class _Lane:
    """A thread as the record has it. What it does is recorded when the clock of the main thread comes to the moment."""

    # The number of a thread that is not recorded, since the library runs it for itself.
    number = -1

    def __init__(self, thread, place=None):
        import _loopline

        self._maker = _lanes[-1] if _lanes else None
        if getattr(getattr(thread, "_target", None), "__module__", "") == "asyncio.base_events":
            return
        name, place = getattr(thread, "name", "thread"), place or _loopline.place()

        def made():
            maker = -1 if self._maker is None else self._maker.number
            self.number = _loopline.thread_made(name, *place, maker, isinstance(thread, _Named))

        self._tell(made)

    def _tell(self, show):
        if self._maker is None:
            show()
        else:
            _comes(_now(), show)

    def begins(self, moment):
        import _loopline

        def began():
            _loopline.thread_began(self.number)

        if moment <= _now():
            self._tell(began)
        else:
            _comes(moment, began, None, self)

    def ends(self, moment, result, error):
        import _loopline

        _comes(moment, lambda: _loopline.thread_over(self.number, result, error), None, self)

    def stopped(self):
        import _loopline

        _loopline.thread_stopped(self.number)


class _NoLane(_Lane):
    """A thread that is not recorded."""

    def __init__(self):
        self._maker = None

    def begins(self, moment):
        pass

    def ends(self, moment, result, error):
        pass

    def stopped(self):
        pass


class _Named:
    """The name of the thread of a process, which is no `threading.Thread`."""

    def __init__(self, name):
        self.name = name


# The lanes of the threads whose bodies run, the innermost last.
_lanes = []


def _run(function, daemon):
    """Runs a thread's body and returns the moment at which it ended."""
    import _loopline

    global _last, _end
    _last += 1
    # The `threading.Thread`, which a pool may have given its outcome and the moment at which it is free.
    thread = getattr(function, "__self__", None)
    lane = _Lane(thread)
    began = _loopline.now()
    lane.begins(max(began, getattr(thread, "_loopline_free", began)))
    _running.append(_last)
    _lanes.append(lane)
    _loopline.thread_begins()
    try:
        function()
    except SystemExit:
        pass
    finally:
        ended = _loopline.now()
        _loopline.thread_ends(began)
        _running.pop()
        _lanes.pop()
        lane.ends(ended, *getattr(thread, "_loopline_outcome", (None, None)))
    # A body that was refused something has ended the program.
    _loopline.check()
    if not daemon:
        _end = max(_end, ended)
    return ended


class _ThreadHandle:
    def __init__(self):
        self._ident = None
        self._ended = None

    @property
    def ident(self):
        return self._ident

    def _set_done(self):
        self._ended = _now()

    def is_done(self):
        return self._ended is not None and self._ended <= _now()

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread._ThreadHandle' object")

    def join(self, timeout=None):
        if self._ended is None:
            _cannot("Joining a thread that runs")
        moment = self._ended
        if timeout is not None and timeout >= 0:
            moment = min(moment, _now() + round(timeout * 1_000_000))
        _wait_until(moment)

    def __repr__(self):
        return f"<_ThreadHandle ident={self._ident}>"


def start_joinable_thread(function, handle=None, daemon=True):
    if handle is None:
        handle = _ThreadHandle()
    handle._ident = _last + 1
    handle._ended = _run(function, daemon)
    # CPython's `start` waits until the thread has begun, which then goes on until it waits itself.
    _come()
    return handle


def start_new_thread(function, args, kwargs={}, /):
    ident = _last + 1

    def body():
        try:
            function(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException:
            import traceback

            traceback.print_exc()

    _run(body, True)
    return ident


start_new = start_new_thread


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle._ident = ident
    return handle


def daemon_threads_allowed():
    return True


def _shutdown():
    _wait_until(_end)


def _get_main_thread_ident():
    return _MAIN if _process is None else _process.main_thread


def _is_main_interpreter():
    return True


def exit():
    raise SystemExit


exit_thread = exit


def get_ident():
    return _running[-1]


get_native_id = get_ident


def stack_size(size=0, /):
    return 0


def _count():
    return len(_running) - 1


def interrupt_main(signum=2, /):
    import _signal

    _signal.raise_signal(signum)


class LockType:
    """A lock that remembers when threads held it. Acquiring it at such a moment waits until it was released."""

    def __init__(self):
        self._locked = False
        self._since = 0
        # Pairs of moments between which threads held it, until the main clock has passed them.
        self._held = ()

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._locked:
            if self._held:
                now = _now()
                for since, until in self._held:
                    if since <= now < until:
                        if not blocking or 0 <= timeout < (until - now) / 1_000_000:
                            return self._refused(blocking, timeout)
                        _wait_until(until)
                        now = until
                if _running[-1] == _MAIN:
                    self._held = tuple(held for held in self._held if held[1] > now)
            self._locked = True
            if _last != _MAIN:
                self._since = _now()
            return True
        return self._refused(blocking, timeout)

    def _refused(self, blocking, timeout):
        if not blocking:
            return False
        until = None if timeout == -1 else _now() + round(timeout * 1_000_000)
        # A call that a thread has left may release it.
        while _running[-1] == _MAIN and _coming and (until is None or _coming[0][0] <= until):
            _wait_until(max(_coming[0][0], _now()))
            if not self._locked:
                self._locked = True
                self._since = _now()
                return True
        if until is None:
            _cannot("Waiting for another thread")
        _wait_until(until)
        return False

    acquire_lock = acquire

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        if _running[-1] != _MAIN and self._since < _now():
            self._held = (*self._held, (self._since, _now()))

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

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


lock = LockType


def allocate_lock():
    return LockType()


allocate = allocate_lock


class RLock(LockType):
    """A lock that its owner may acquire again."""

    def __init__(self):
        LockType.__init__(self)
        self._owner = None
        self._times = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == get_ident():
            self._times += 1
            return True
        if not LockType.acquire(self, blocking, timeout):
            return False
        self._owner = get_ident()
        self._times = 1
        return True

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._times -= 1
        if self._times == 0:
            self._owner = None
            LockType.release(self)

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._times if self._is_owned() else 0

    def _release_save(self):
        state = self._times, self._owner
        self._times, self._owner = 0, None
        LockType.release(self)
        return state

    def _acquire_restore(self, state):
        LockType.acquire(self)
        self._times, self._owner = state

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._times} at {id(self):#x}>"


class _local:
    """Attributes of which each thread has its own."""

    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_local__of", {})
        object.__setattr__(self, "_local__made", (args, kwargs))
        self.__dict__of()
        return self

    def __dict__of(self):
        of = object.__getattribute__(self, "_local__of")
        ident = get_ident()
        if ident not in of:
            of[ident] = {}
            if ident != _MAIN and type(self).__init__ is not object.__init__:
                args, kwargs = object.__getattribute__(self, "_local__made")
                self.__init__(*args, **kwargs)
        return of[ident]

    def __getattribute__(self, name):
        if name == "__dict__":
            return object.__getattribute__(self, "_local__dict__of")()
        if name.startswith("_local__"):
            return object.__getattribute__(self, name)
        own = object.__getattribute__(self, "_local__dict__of")()
        if name in own:
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_local__dict__of")()[name] = value

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_local__dict__of")()[name]
        except KeyError:
            raise AttributeError(name) from None


def _excepthook(args, /):
    import threading

    threading.excepthook(args)
