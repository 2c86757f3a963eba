

# The tasks of a run are recorded: an instrument of trio's reports them. Those of a run in another loop's callbacks are not, since
# that loop is recorded.

import sys

import _loopline
import _network

# What a task waits for, by the function of trio's that the program awaits: a word, and for whose sake.
_WAITS = {
    "sleep": "sleep",
    "sleep_until": "sleep",
    "sleep_forever": "sleep",
    "NurseryManager.__aexit__": "nursery",
    "to_thread_run_sync": "thread",
    "Event.wait": "event",
    "_LockImpl.acquire": "lock",
    "Semaphore.acquire": "semaphore",
    "CapacityLimiter.acquire": "semaphore",
    "CapacityLimiter.acquire_on_behalf_of": "semaphore",
    "Condition.wait": "condition",
    "MemoryReceiveChannel.receive": "get",
    "MemoryReceiveChannel.__anext__": "get",
    "MemorySendChannel.send": "put",
}
_RESOURCES = "event", "lock", "semaphore", "condition", "get", "put"


# Modules whose functions lie between the code that asks for a task and the making of it.
_MAKERS = "<frozen trio._core.", "<frozen anyio._backends."


def _is_of_library(task):
    """Tells if code of a library makes a task now, and for code of a library."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith(_MAKERS):
        frame = frame.f_back
    codes = getattr(task.coro, "cr_code", None), frame and frame.f_code
    return all(code is not None and code.co_filename.startswith("<frozen ") for code in codes)


class _TaskRecorder(Instrument):
    def __init__(self):
        self.numbers = {}
        # Objects that were waited for, by address, with their numbers: kept, so that an address means the same.
        self.resources = {}
        self.ended = {}
        self.cause = -1

    def task_spawned(self, task):
        if task.parent_nursery is None:
            # The root of a run, which does nothing but wait for the others.
            return
        parent = task.parent_nursery.parent_task
        name = task.name
        of_library = name.startswith("<") or _is_of_library(task)
        # One that nobody has named has the name of its function, with its module.
        if name.partition(".")[0] in sys.modules:
            name = name.rpartition(".")[2]
        self.numbers[task] = _loopline.scheduler_task(task.coro, name, self.numbers.get(parent, -1), of_library)

    def task_scheduled(self, task):
        if (number := self.numbers.get(task)) is not None:
            _loopline.scheduler_scheduled(number, self.cause)

    def before_task_step(self, task):
        if (number := self.numbers.get(task)) is not None:
            _loopline.scheduler_step_begins(number)

    def after_task_step(self, task):
        if (number := self.numbers.get(task)) is None:
            return
        ended = self.ended.pop(task, None)
        if ended is None:
            what, resource = self._reason(task)
            _loopline.scheduler_step_waits(number, task.coro, what, resource, self._until(task))
            return
        del self.numbers[task]
        error = getattr(ended, "error", None)
        value = None if error is not None else ended.value
        _loopline.scheduler_task_ends(number, value, error, isinstance(error, Cancelled))

    def _reason(self, task):
        """A word for what a task waits for, and the number of the object that it waits for, -1 for none."""
        what, owner = "other", None
        for frame, _ in task.iter_await_frames():
            code = frame.f_code
            if not code.co_filename.startswith("<frozen trio."):
                what, owner = "other", None
                continue
            word = _WAITS.get(code.co_qualname)
            if word is not None and what == "other":
                what, owner = word, frame.f_locals.get("self")
            elif code.co_filename == "<frozen trio._core._io_epoll>":
                what = "io"
        if what not in _RESOURCES:
            return what, -1
        owner = getattr(owner, "_state", owner)
        known = self.resources.get(id(owner))
        if known is None:
            known = self.resources[id(owner)] = owner, _loopline.thread_resource(what)
        return what, known[1]

    def _until(self, task):
        """The microsecond at which the wait is cancelled in any case, -1 for none."""
        deadline = task._cancel_status.effective_deadline() if task._cancel_status is not None else inf
        if not -inf < deadline < inf:
            return -1
        left = deadline - GLOBAL_RUN_CONTEXT.runner.clock.current_time()
        return max(_loopline.now() + round(left * 1e6), 0)


def _recorder(runner):
    for instrument in runner.instruments.get("before_task_step", ()):
        if type(instrument) is _TaskRecorder:
            return instrument
    return None


def _with_recorder(set_up):
    def setup_runner(clock, instruments, *more):
        if sys._getframe(1).f_code.co_name == "run":
            instruments = [*instruments, _TaskRecorder()]
        return set_up(clock, instruments, *more)

    return setup_runner


def _with_outcomes(exits):
    def task_exited(self, task, outcome):
        recorder = _recorder(self)
        if recorder is not None and task in recorder.numbers:
            recorder.ended[task] = outcome
        exits(self, task, outcome)

    return task_exited


def _with_causes(processes):
    def process_events(self, events):
        recorder = _recorder(GLOBAL_RUN_CONTEXT.runner)
        if recorder is None:
            return processes(self, events)
        for fd, flags in events:
            recorder.cause = _network.cause(fd, not flags & 1)
            try:
                processes(self, [(fd, flags)])
            finally:
                recorder.cause = -1

    return process_events


setup_runner = _with_recorder(setup_runner)
Runner.task_exited = _with_outcomes(Runner.task_exited)
TheIOManager.process_events = _with_causes(TheIOManager.process_events)
