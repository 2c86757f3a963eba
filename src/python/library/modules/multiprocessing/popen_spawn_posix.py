"""Starts a process: what it needs is pickled as CPython pickles it, and a thread of `_processes` runs it."""

import io

import _processes
import _process_threads

from . import process, spawn, util
from .context import reduction, set_spawning_popen

__all__ = ["Popen"]


def packed(described):
    """The bytes from which a process learns what it is to do."""
    preparation = spawn.get_preparation_data(described._name)
    data = io.BytesIO()
    set_spawning_popen(described)
    try:
        reduction.dump(preparation, data)
        reduction.dump(described, data)
    finally:
        set_spawning_popen(None)
    return data.getvalue()


def received(data):
    """Reads these bytes in the process, which executes the program's main module before it knows the rest."""
    data = io.BytesIO(data)
    here = process.current_process()
    here._inheriting = True
    try:
        spawn.prepare(reduction.pickle.load(data))
        return reduction.pickle.load(data)
    finally:
        del here._inheriting


class Popen(_processes.Child):
    def __init__(self, described):
        util._flush_std_streams()
        data = packed(described)
        self._process = _processes.Process()
        super().__init__(self._process)
        self.end = self._end
        self._status, self._error = 1, None
        self._handle = _process_threads.start_in(self._process, described._name, lambda handle: self._run(data), self._done)

    def _run(self, data):
        return _processes.in_new_context(self._run_here, data)

    def _run_here(self, data):
        self._process.attach()
        try:
            described = received(data)
            described.run = self._kept(described.run)
            self._status = described._bootstrap(None)
            self._process.finish()
        except BaseException as error:
            self._error = error
            self._status = _processes.status_of(error)
        self._process.close()
        return None, self._error

    def _kept(self, run):
        """The process's `run`, whose error is kept for the lane: `_bootstrap` reports it and goes on."""

        def kept():
            try:
                run()
            except _processes.Exit as leaving:
                # Nothing is reported of it.
                raise SystemExit(leaving.status) from None
            except Exception as error:
                self._error = error
                raise

        return kept

    def _done(self):
        self.ended(self._status)

    def _end(self, status):
        if self.returncode is None:
            _process_threads.end_at_once(self._handle)
            self._process.close()
            self.ended(status)
