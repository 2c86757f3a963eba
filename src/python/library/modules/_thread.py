"""Threads that take turns: the body of each runs on a stack of its own, until it waits.

One thread runs at a time, until it sleeps, or waits for a lock, for another thread or in its loop. Then those that are ready
go on, in the order in which they became ready. When none is, the clock jumps to the moment for which the first of those
that sleep has waited, in the order of these moments and, of equal ones, in that in which they began to wait. So a program
does the same in every run. `threading`, `queue` and `concurrent.futures` are CPython's own, and wait by the locks below.

The main thread's stack is the hub: while the main thread waits, it resumes the others one after another.
"""

# The interpreter imports this before it can import anything else: `_begin` is given these. The last is the module that
# stands in for stacks where none can be suspended.
_loopline = _network = sys = _write = _whole = None
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

# The most threads that are alive at once.
_MOST = 1000

error = RuntimeError

# The identifier of the thread that runs.
_running = _MAIN
_last = _MAIN
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
# Calls that the main thread makes when it runs next.
_interrupts = []
# The process to which the running thread belongs (`_processes.py`); `None` is the program's own.
_process = None


def _begin(loopline, system):
    """Takes the modules that this needs once threads are started."""
    global _loopline, _network, sys, _write, _write_at_once, _whole, _RUNS_WHOLE
    _loopline, _network, sys, _write_at_once = loopline, system.modules["_network"], system, loopline.write
    if not loopline.can_suspend():
        import _whole_bodies as _whole

        _write_at_once, _RUNS_WHOLE = _whole.write, True
    _write = _write_at_once


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
    if not _alive and until is not None and not 0 <= _network.next_moment() <= until:
        _loopline.advance_to(until)
        return False
    if _whole is not None and _running != _MAIN:
        woken = _whole.wait(until, waits)
        if _process is not None:
            _alive[_running]._goes_on(until)
        return woken
    if until is None:
        wait = _rest(_running, waits)
        wait.place = _place(sys._getframe(1))
    else:
        wait = _sleep_until(until, _running, waits)
    if _running == _MAIN:
        _run_others()
    else:
        _loopline.thread_park()
        if _process is not None:
            _alive[_running]._goes_on(wait.moment)
    global _cause, _rounds, _turn_began
    _cause, _rounds, _turn_began = wait.cause, 0, _loopline.now()
    return wait.woken


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


def _run_others():
    """Runs other threads until it is the main thread's turn."""
    global _running
    while True:
        while not _ready:
            _end_first_sleep()
        ident = _ready.pop(0)
        if ident == _MAIN:
            break
        _running = ident
        process = _alive[ident]._process
        if process is not None:
            _enter(process)
        try:
            over = _loopline.thread_resume(ident)
        finally:
            _running = _MAIN
            if _process is not None:
                _enter(None)
        if over:
            _endless.pop(ident, None)
            _alive.pop(ident)._set_done()
            _local._forget(ident)
        _loopline.check()
    while _interrupts:
        _interrupts.pop(0)()


def _end_first_sleep():
    """Lets the clock go on to the first moment for which a thread waits, or at which something arrives on the network."""
    from heapq import heappop

    while _sleeping and _sleeping[0][2].ended:
        heappop(_sleeping)
    arrival = _network.next_moment()
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


# The functions by which a thread calls its target, which may be one of the library's.
_CALLERS = ("Thread.run", "start_new_thread.<locals>.<lambda>")


def _place(frame):
    """The function of the library that waits in a frame, and where the program called that."""
    function = "a wait"
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.startswith("<frozen "):
            return f"{function} ({code.co_filename}:{frame.f_lineno})"
        if code.co_qualname in _CALLERS:
            break
        function = code.co_qualname
        frame = frame.f_back
    return function


def _let_others_run():
    """Lets those go on that are ready now."""
    if _ready:
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
    if _loopline.is_measured():
        now = _loopline.now()
        if now - _turn_began < _LONGEST_TURN:
            return
        if _process is not None:
            # It has a processor of its own.
            _meet()
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
        gone_back = _meet()
        until = None if until is None else until - gone_back
    began = _loopline.now()
    if _running != _MAIN:
        return _block_lane(*_reason(began, until, waits), until, waits)
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


# The functions of the library by which threads wait, by their modules, with the kinds of their waits and the attributes that lead
# to what is waited for, or to the lock that stands for it.
_REASONS = {
    "_thread": {
        "RLock.__enter__": ("lock", "_block"),
        "RLock.acquire": ("lock", "_block"),
        "lock.__enter__": ("lock",),
        "lock.acquire": ("lock",),
    },
    "threading": {
        "Barrier.wait": ("barrier", "_cond", "_lock"),
        "Condition.__enter__": ("lock", "_lock"),
        "Condition.wait": ("condition", "_lock"),
        "Condition.wait_for": ("condition", "_lock"),
        "Event.wait": ("event", "_cond", "_lock"),
        "Semaphore.acquire": ("semaphore", "_cond", "_lock"),
    },
    "queue": {
        "Queue.get": ("get", "mutex"),
        "Queue.join": ("join", "mutex"),
        "Queue.put": ("put", "mutex"),
        "_PySimpleQueue.get": ("get", "_count", "_cond", "_lock"),
    },
    "multiprocessing.connection": {"_ConnectionBase.recv": ("get", "_in"), "_ConnectionBase.recv_bytes": ("get", "_in")},
    "multiprocessing.queues": {
        "JoinableQueue.join": ("join", "_channel"),
        "Queue.get": ("get", "_channel"),
        "Queue.put": ("put", "_channel"),
        "SimpleQueue.get": ("get", "_channel"),
    },
    "multiprocessing.synchronize": {
        "Barrier.wait": ("barrier",),
        "Condition.wait": ("condition",),
        "Condition.wait_for": ("condition",),
        "Event.wait": ("event",),
        "_Lockable.__enter__": ("lock",),
        "_Lockable.acquire": ("lock",),
    },
}
_JOBS = ("Future.exception", "Future.result", "as_completed", "wait", "Executor.map.<locals>.result_iterator")


def _reason(began, until, waits):
    """The reason of a wait: what it is for, and its number."""
    if waits is None:
        return ("turn" if until <= began else "sleep"), -1
    if type(waits) is _FileWaits:
        return "io", -1
    frame, outer = sys._getframe(1), None
    while frame is not None and frame.f_code.co_filename.startswith("<frozen ") and frame.f_code.co_qualname not in _CALLERS:
        outer, frame = frame, frame.f_back
    function = outer.f_code.co_qualname
    if function in _JOBS:
        return "job", -1
    self = outer.f_locals.get("self")
    if function == "Thread.join":
        self, function = self._os_thread_handle, "_ThreadHandle.join"
    if function == "_ThreadHandle.join":
        return "lane", -1 if self._lane is None else self._lane
    # The name of a module's file is its own between "<frozen " and ">".
    what, *path = _REASONS.get(outer.f_code.co_filename[8:-1], {}).get(function, ("other",))
    if what == "other":
        return what, -1
    for name in path:
        self = getattr(self, name)
    self = getattr(self, "_block", self)
    what = getattr(self, "_waits_for", what)
    kind = "queue" if what in ("get", "put", "join") else what
    if self._numbers is None:
        self._numbers = {}
    if kind not in self._numbers:
        self._numbers[kind] = _loopline.thread_resource(what)
    return what, self._numbers[kind]


def _wait_until(moment):
    """Sleeps until a moment."""
    _block(moment)


# The waits of threads for files, by the numbers under which the network knows them.
_file_waits = {}
_last_file_wait = 0


def _watch(files, waits):
    """Has the waits in a queue end when something happens to one of the files, pairs of a number and events."""
    global _last_file_wait
    _last_file_wait += 1
    _file_waits[_last_file_wait] = waits
    for number, events in files:
        _network.watch(_last_file_wait, number, events)
    return _last_file_wait


def _unwatch(number):
    _network.unwatch(number)
    _file_waits.pop(number, None)


def _wake_files(numbers):
    """Ends the waits of these numbers; the network calls it."""
    for number in numbers:
        _wake_all(_file_waits.get(number, []))


class _FileWaits(list):
    """The queue by which the network wakes a thread."""


def _wait_for_files(files, until):
    """Waits until something happens to one of the files, or until a moment, which returns false."""
    waits = _FileWaits()
    number = _watch(files, waits)
    try:
        return _block(until, waits)
    finally:
        _unwatch(number)


def _reach_network():
    """Prepares for a use of the network, by which others see what the running thread does, and it what they do."""
    if _process is not None:
        _meet()
    if _whole is not None:
        _cannot_ahead()


def _moment(timeout):
    """The moment at which a timeout ends, in seconds from now; `None` for none."""
    return None if timeout is None or timeout < 0 else _loopline.now() + round(timeout * 1_000_000)


def _call_in_main(call):
    """Has the main thread make a call when it runs next; returns false if it runs now."""
    if _running == _MAIN:
        return False
    _cannot_ahead()
    _interrupts.append(call)
    return True


# What a loop needs of threads.


def _before_turn(loop):
    """Lets other threads run before a turn of a loop: until it has something to do, or those alone that are ready.

    Returns true if it has put handles of ready files into the loop's queue: a second look at the files would add them again."""
    if not _alive:
        return False
    if loop._ready or loop._stopping:
        _let_others_run()
        return False
    while not loop._ready and not loop._stopping:
        if loop._uses_files and loop._take_ready_files():
            return True
        due = _loopline.next_due(loop._scheduled)
        if due <= _loopline.now():
            break
        # Without a stack, a loop of a process is woken by nobody else: `_whole_bodies` runs none beside others of its process.
        is_alone = _whole is not None and _process is not None
        watched = _watch(loop._watched_files(), loop._waits) if loop._uses_files else None
        # Beyond any moment that comes: a timer that never fires.
        _wait(None if due >= 1 << 62 else int(due), None if is_alone else loop._waits)
        if watched is not None:
            _unwatch(watched)
    return False


def _call_soon_threadsafe(loop, callback, args, context):
    """Schedules a callback on a loop, and wakes the loop."""
    handle = _loopline.call_soon_threadsafe(loop, callback, *args, context=context)
    _wake_all(loop._waits)
    return handle


# What processes need of threads.

# True where a process begins only when it has what it needs, since it cannot be suspended.
_RUNS_WHOLE = False


def _enter(process):
    """Makes a process the one to which what runs belongs: exchanges the state that each has of its own."""
    global _process, _write
    if _process is not None:
        _process.exchange()
    _process = process
    if process is not None:
        process.fill()
        process.exchange()
    _write = _write_at_once if process is None else _write_in_process


def _run_in(process, function):
    """Calls a function in a process, on the thread that runs."""
    before, handle = _process, _alive.get(_running)
    if handle is not None:
        handle._process = process
    _enter(process)
    try:
        return function()
    finally:
        if handle is not None:
            handle._process = before
        _enter(before)


def _plan():
    """Plans a lane where the code that runs asks for what will be done on it."""
    return _loopline.lane(*_loopline.place())


def _start_in(process, name, function, done=None, shown=True, plan=None):
    """Starts a thread which calls a function in a process that returns a result and an error, and then `done`, if any, in the
    process that runs now. `plan` is the lane that was planned for it."""
    handle = _ThreadHandle()
    handle._lane = plan

    def body():
        handle._goes_on(handle._began)
        handle._result, handle._error = _run_in(process, lambda: function(handle))
        handle._meet()

    handle._is_process = True
    handle._done = done
    handle._start(body, name, True, shown)
    return handle


def _end_at_once(handle):
    """Ends a thread of a process where it stands; nothing of it runs any more."""
    ident = handle._ident
    if handle._is_done or ident == _running:
        return
    _cannot_ahead()
    for wait in [_endless.get(ident), *(wait for _, _, wait in _sleeping)]:
        if wait is not None and wait.ident == ident:
            wait.ended = True
    _endless.pop(ident, None)
    _ready[:] = [other for other in _ready if other != ident]
    _alive.pop(ident)
    if handle._lane is not None:
        _loopline.lane_stopped(handle._lane)
    _local._forget(ident)
    handle._set_done()


def _is_in_finalizer(frame):
    """Tells if a `__del__` runs: no stack is suspended there, since native code below it may have borrowed something."""
    while frame is not None and frame.f_code.co_name != "__del__":
        frame = frame.f_back
    return frame is not None


def _meet():
    """Lets the others come to the moment that the running process has reached by computing, beside them; returns by how much the
    clock has gone back."""
    return 0 if _process is None or _running not in _alive else _alive[_running]._meet()


def _write_in_process(stream, text):
    _meet()
    _write_at_once(stream, text)


def _act(effect):
    """Does what other processes can see."""
    _meet()
    _after(effect)


def _after(call):
    """Makes a call, or where the body that runs has run ahead, when it is its turn."""
    if _whole is None:
        call()
    else:
        _whole.after(call)


class _Taker:
    """Guards what several processes use: each finds what the others have left by then."""

    def __init__(self):
        # The latest that has used it, the moment, and whether it had run ahead.
        self._by, self._at, self._is_ahead = None, 0, False

    def take(self):
        if _whole is None or _running == _MAIN:
            _let_others_run()
        self.note()

    def note(self):
        """Notes that the running process uses it now. Where bodies run ahead one may have done so for a later moment."""
        if _whole is None:
            return
        now = _loopline.now()
        if self._by is not _process and (now < self._at or (now == self._at and self._is_ahead)):
            _whole.cannot()
        self._by, self._at, self._is_ahead = _process, now, _whole.is_ahead()


def _look():
    """Looks at what other processes may have changed."""
    _cannot_ahead()


def _cannot_ahead():
    """Ends the program if the body that runs has run ahead: it does what depends on others, or what they would see too early."""
    if _whole is not None and _whole.is_ahead():
        _whole.cannot()


def _wait_for(test, until=None, waits=None):
    """Waits until a test is true, which is made whenever the queue of waits is woken; returns false if a moment comes first."""
    while not test():
        _cannot_ahead()
        if not _block(until, waits) and until is not None:
            return test()
    return True


# Threads of the library that serve it alone, by the modules of their functions: those that shut an executor down, and the
# workers of a pool, whose jobs are shown instead.
_SERVANTS = ("asyncio.base_events", "concurrent.futures.thread")


class _ThreadHandle:
    """A thread, from before it begins until after it is over."""

    def __init__(self):
        self._ident = None
        self._is_done = False
        self._daemon = True
        self._name = "thread"
        self._waits = []
        # The result of the thread's function, and the error by which it was left.
        self._result = self._error = None
        # The process to which the thread belongs, the number of the thread's lane if it has one, and a call for its end.
        self._process = _process
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
        if _whole is not None and _whole.is_ahead():
            return 0
        computed = _loopline.now() - self._since
        if computed <= 0 or _is_in_finalizer(sys._getframe(1)):
            return 0
        before, own = self._since + computed, self._own + computed
        _loopline.go_back(self._since)
        if own > _loopline.now():
            _wait(own)
        self._goes_on(own)
        return before - self._since

    def _start(self, function, name, daemon, shown):
        global _last
        _cannot_ahead()
        if len(_alive) >= _MOST:
            raise error("can't start new thread")
        if shown and self._lane is None:
            self._lane = _plan()
        lane = self._lane

        def body():
            if shown:
                _loopline.lane_begins(lane)
            try:
                function()
            except SystemExit:
                pass
            except BaseException as raised:
                if _whole is not None and isinstance(raised, _whole.LEAVING):
                    raise
                if _whole is not None and _whole.is_ahead() and sys.unraisablehook is not sys.__unraisablehook__:
                    _whole.cannot()
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

            _after(end)

        _last += 1
        if _whole is not None:
            body = self._body = _whole.Body(_last, body, self)
        if not _loopline.thread_spawn(_last, body):
            raise error("can't start new thread")
        self._ident, self._name, self._daemon = _last, name, daemon
        self._began = _loopline.now()
        _alive[_last] = self
        if shown:
            _loopline.lane_made(lane, name)
            _loopline.lane_scheduled(lane, _last, self._is_process)
        _ready.append(_last)

    def _set_done(self):
        self._is_done = True
        _wake_all(self._waits)

    def is_done(self):
        return self._is_done

    def join(self, timeout=None):
        if self._ident == _running and not self._is_done:
            raise RuntimeError("Cannot join current thread")
        until = _moment(timeout)
        while not self._is_done:
            if not _block(until, self._waits) and until is not None:
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
            if _whole is not None:
                _whole.before_excepthook(raised)
            if not isinstance(raised, SystemExit):
                handle._error = raised
            invoke(thread)

        thread._invoke_excepthook = invoke_excepthook
    if _whole is not None:
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


start_new = start_new_thread


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle._ident = ident
    return handle


def daemon_threads_allowed():
    return True


def _shutdown():
    """Waits for all threads that are no daemons."""
    while True:
        others = (handle for handle in _alive.values() if handle._process is _process and handle._ident != _running)
        handle = next((handle for handle in others if not handle._daemon), None)
        if handle is None:
            break
        handle.join()


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


class _local:
    """Attributes of which each thread has its own."""

    # The attributes of all objects of this class, by identifiers of threads: weak references to be asked when one is over.
    _local__all = []

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        import _weakref

        self = object.__new__(cls)
        object.__setattr__(self, "_local__of", {})
        object.__setattr__(self, "_local__made", (args, kwargs))
        _local._local__all.append(_weakref.ref(self, _local._local__all.remove))
        object.__getattribute__(self, "_local__of")[_running] = {}
        return self

    def _local__dict_of(self):
        of = object.__getattribute__(self, "_local__of")
        if _running not in of:
            of[_running] = {}
            if type(self).__init__ is not object.__init__:
                args, kwargs = object.__getattribute__(self, "_local__made")
                self.__init__(*args, **kwargs)
        return of[_running]

    @staticmethod
    def _forget(ident):
        """Drops the attributes of a thread that is over."""
        for reference in list(_local._local__all):
            each = reference()
            if each is not None:
                object.__getattribute__(each, "_local__of").pop(ident, None)

    def __getattribute__(self, name):
        if name.startswith("_local__"):
            return object.__getattribute__(self, name)
        own = object.__getattribute__(self, "_local__dict_of")()
        if name == "__dict__":
            return own
        if name in own:
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_local__dict_of")()[name] = value

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_local__dict_of")()[name]
        except KeyError:
            raise AttributeError(name) from None
