"""The reasons of threads' waits, found by the functions of the library in which they wait."""

import sys

import _loopline
import _thread_files

# The functions by which a thread calls its target, which may be one of the library's.
_CALLERS = ("Thread.run", "start_new_thread.<locals>.<lambda>")


def place(frame):
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


def reason(began, until, waits):
    """The reason of a wait: what it is for, and its number."""
    if waits is None:
        return ("turn" if until <= began else "sleep"), -1
    if type(waits) is _thread_files.FileWaits:
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
