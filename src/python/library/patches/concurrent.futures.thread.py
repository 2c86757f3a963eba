

# A job of a pool is a lane: it is made when the job is submitted, and begins when a thread of the pool is free.

import sys

import _loopline


class _WorkItem(_WorkItem):
    def __init__(self, future, task):
        super().__init__(future, task)
        self._lane = _loopline.lane(*_loopline.place())
        self._is_lookup = _is_lookup(sys._getframe(1))
        _submitted[id(future)] = self._lane, self._is_lookup

    def run(self, ctx):
        future = self.future
        if not future.cancelled():
            _loopline.lane_made(self._lane, threading.current_thread().name, self._is_lookup)
            _loopline.lane_scheduled(self._lane, threading.get_ident(), False)
            _loopline.lane_begins(self._lane)
        if _whole_bodies is not None:
            self._run_whole(ctx)
            return
        try:
            super().run(ctx)
        finally:
            if not future.cancelled():
                _loopline.lane_ends(self._lane, future._result, future._exception)

    def _run_whole(self, ctx):
        """Runs the job, whose future is done when it is the thread's turn at the job's end."""
        future, lane = self.future, self._lane
        if not future.set_running_or_notify_cancel():
            return
        result = error = None
        try:
            result = ctx.run(self.task)
        except _whole_bodies.LEAVING:
            raise
        except BaseException as raised:
            error = raised

        def settle():
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)
            _loopline.lane_ends(lane, result, error)

        _whole_bodies.after(settle)


# The lanes of jobs that are being submitted, and whether they look up a name, by their futures' addresses.
_submitted = {}


def _is_lookup(frame):
    """Tells if a loop looks a name up in the job that code of this frame submits: none of the program's business."""
    while frame is not None and frame.f_code.co_name in ("submit", "submit_job", "run_in_executor"):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_qualname == "BaseEventLoop.getaddrinfo"


def _submit(submit):
    def submit_job(self, fn, /, *args, **kwargs):
        future = submit(self, fn, *args, **kwargs)
        lane, is_lookup = _submitted.pop(id(future))
        if not future.done():
            _loopline.lane_made(lane, self._thread_name_prefix, is_lookup)
            future.add_done_callback(lambda future: _loopline.lane_cancelled(lane) if future.cancelled() else None)
        return future

    submit_job.__name__, submit_job.__qualname__, submit_job.__doc__ = submit.__name__, submit.__qualname__, submit.__doc__
    return submit_job


ThreadPoolExecutor.submit = _submit(ThreadPoolExecutor.submit)


_whole_bodies = None
if not _loopline.can_suspend():
    import _whole_bodies
    import _whole_pool

    _worker = _whole_pool.work

    def _begin(begin):
        def begin_pool(self, *args, **kwargs):
            begin(self, *args, **kwargs)
            self._work_queue = _whole_pool.Jobs()

        begin_pool.__name__, begin_pool.__qualname__, begin_pool.__doc__ = begin.__name__, begin.__qualname__, begin.__doc__
        return begin_pool

    ThreadPoolExecutor.__init__ = _begin(ThreadPoolExecutor.__init__)
