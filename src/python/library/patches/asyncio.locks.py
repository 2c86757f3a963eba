

# Each change of a lock, event, semaphore, condition or barrier is reported where it happens.

import _loopline_resources

_loopline_resources.watch(Lock, "lock", ("_locked", "_waiters"))
_loopline_resources.watch(Event, "event", ("_value", "_waiters"))
_loopline_resources.watch(Condition, "condition", ("_waiters",), inner=("_lock",))
_loopline_resources.watch(Semaphore, "semaphore", ("_value", "_waiters"), capacity="_value")
_loopline_resources.name_subclass(BoundedSemaphore, "bounded_semaphore")
_loopline_resources.watch(Barrier, "barrier", ("_state", "_count"), inner=("_cond",), capacity="_parties")
