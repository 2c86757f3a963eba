

# A job of a pool is a lane: it is made when the job is submitted, and begins when a thread of the pool is free.

import _loopline


class _WorkItem(_WorkItem):
    def __init__(self, future, task):
        super().__init__(future, task)
        self._lane = _loopline.lane(*_loopline.place())
        _submitted[id(future)] = self._lane

    def run(self, ctx):
        future = self.future
        if not future.cancelled():
            _loopline.lane_made(self._lane, threading.current_thread().name)
            _loopline.lane_scheduled(self._lane, threading.get_ident(), False)
            _loopline.lane_begins(self._lane)
        try:
            super().run(ctx)
        finally:
            if not future.cancelled():
                _loopline.lane_ends(self._lane, future._result, future._exception)


# The lanes of jobs that are being submitted, by their futures' addresses.
_submitted = {}


def _submit(submit):
    def submit_job(self, fn, /, *args, **kwargs):
        future = submit(self, fn, *args, **kwargs)
        lane = _submitted.pop(id(future))
        if not future.done():
            _loopline.lane_made(lane, self._thread_name_prefix)
            future.add_done_callback(lambda future: _loopline.lane_cancelled(lane) if future.cancelled() else None)
        return future

    submit_job.__name__, submit_job.__qualname__, submit_job.__doc__ = submit.__name__, submit.__qualname__, submit.__doc__
    return submit_job


ThreadPoolExecutor.submit = _submit(ThreadPoolExecutor.submit)


if not _loopline.can_suspend():
    from _whole_pool import BrokenThreadPool, ThreadPoolExecutor
