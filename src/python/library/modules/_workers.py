"""The processes of a pool: each makes one call at a time, which is a lane with the process's name."""

import _processes
import _process_threads
import _thread
import collections
import itertools

from multiprocessing import context
from multiprocessing import process
from multiprocessing.popen_spawn_posix import packed, received


class Call:
    """A call that a pool is given: a function without arguments, which returns bytes, a result and an error to be shown."""

    # The lane that is planned for it.
    plan = None

    def begins(self):
        """Tells if the call is still wanted; called when a process is free for it."""
        return True

    def run(self):
        """Makes the call, in its process."""
        raise NotImplementedError

    def ended(self, data):
        """Takes the bytes, in the process that waits for them."""
        raise NotImplementedError


class Worker:
    """A process that makes calls."""

    def __init__(self, described, initialize):
        assert not process.current_process().daemon, "daemonic processes are not allowed to have children"
        self._data = packed(described)
        self._initialize = initialize
        self.process = _processes.Process()
        self.child = described._popen = _processes.Child(self.process)
        process._children.add(described)
        self.name = described.name
        self.made = 0
        # Called when the process is killed while it makes a call.
        self.killed = None
        self.busy = self._begun = self.over = False
        self.handle = None
        self.child.end = self._kill

    def _kill(self, status):
        """Ends the process by a signal; a pool to which that happens breaks."""
        if not self.over:
            busy = self.busy
            self.terminate()
            self.child.ended(status)
            if busy and self.killed is not None:
                self.killed()

    def _begin(self):
        self._begun = True
        described = received(self._data)
        if described._start_method is not None:
            context._force_start_method(described._start_method)
        process._current_process = described
        process._parent_process = process._ParentProcess(described._parent_name, described._parent_pid, None)
        self._initialize(described)

    def start(self, call, ended):
        """Starts a thread of the process that makes a call, or with none only begins; then `ended` is called with the bytes,
        or with `None` if the process has died."""
        self.busy = True
        data = status = None
        self.killed = lambda: ended(self, call, None)

        def run():
            nonlocal data, status
            self.process.attach()
            try:
                if not self._begun:
                    self._begin()
                if call is None:
                    data = b""
                    return None, None
                data, result, error = call.run()
                return result, error
            except BaseException as error:
                status = _processes.status_of(error)
                return None, error

        def done():
            self.busy = False
            self.made += call is not None
            if status is not None:
                self.over = True
                self.child.ended(status)
            ended(self, call, data)

        shown, plan = call is not None, call and call.plan
        self.handle = _process_threads.start_in(
            self.process, self.name, lambda handle: _processes.in_new_context(run), done, shown, plan
        )

    def end(self):
        """Ends the process when it is idle."""
        if not self.over:
            self.over = True
            _process_threads.run_in(self.process, self.process.finish)
            self.child.ended(0)

    def terminate(self):
        if self.busy:
            _process_threads.end_at_once(self.handle)
            self.busy = False
        if not self.over:
            self.over = True
            if self.child.returncode is None:
                self.child.ended(-15)


class Workers:
    """The processes of a pool, of which there are at most so many, and the calls that wait for one."""

    def __init__(self, most, describe, initialize, most_calls=None, died=None):
        self._most, self._describe, self._initialize = most, describe, initialize
        self._most_calls, self._died = most_calls, died
        self.all = []
        self.waiting = collections.deque()
        self.closed = False
        # The queue of those that wait for the pool to be idle.
        self._waits = []

    def add(self):
        worker = Worker(self._describe(), self._initialize)
        self.all.append(worker)
        return worker

    def begin_all(self):
        """Makes all processes, each of which begins at once."""
        while len(self.all) < self._most:
            self.add()
        for worker in list(self.all):
            worker.start(None, self._ended)

    def submit(self, call):
        call.plan = _process_threads.plan()
        if not self._free() and len(self.all) < self._most:
            self.add()
        self.waiting.append(call)
        self._assign()

    def _free(self):
        return next((worker for worker in self.all if not worker.busy and not worker.over), None)

    def _assign(self):
        while self.waiting and (worker := self._free()):
            call = self.waiting.popleft()
            if call.begins():
                worker.start(call, self._ended)

    def _ended(self, worker, call, data):
        if self._most_calls is not None and worker.made >= self._most_calls:
            worker.end()
        if worker.over and worker in self.all:
            self.all.remove(worker)
        if data is None:
            self._died(worker, call)
        else:
            if call is not None:
                call.ended(data)
            if self.waiting and not self._free() and len(self.all) < self._most:
                self.add()
        self._assign()
        self._check_idle()

    def is_idle(self):
        return not self.waiting and not any(worker.busy for worker in self.all)

    def _check_idle(self):
        if self.is_idle():
            if self.closed:
                self._end_all()
            _thread._wake_all(self._waits)

    def _end_all(self):
        for worker in self.all:
            worker.end()
        self.all.clear()

    def close(self):
        """Has the processes end when all calls are made."""
        self.closed = True
        self._check_idle()

    def join(self):
        """Waits until all calls are made."""
        _process_threads.wait_for(self.is_idle, None, self._waits)

    def terminate(self):
        """Ends the processes where they stand."""
        self.closed = True
        self.waiting.clear()
        for worker in self.all:
            worker.terminate()
        self.all.clear()
        _thread._wake_all(self._waits)
