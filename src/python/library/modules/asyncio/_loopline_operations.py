"""Names the operations of asyncio for the recorder, by the code of CPython's functions and by its classes.

The private names of CPython's that the record depends on stand here and nowhere else. One that a new version has no
longer is an error when asyncio is imported, which every test of the engine does; and a function of the program's with
the same name is not mistaken for asyncio's.
"""

import _loopline

from . import base_events
from . import exceptions
from . import futures
from . import locks
from . import queues
from . import selector_events
from . import streams
from . import taskgroups
from . import tasks
from . import timeouts

# The recorder keeps addresses of code objects: each is kept alive here, in case a program takes its function away.
_kept = []


def _codes(*functions):
    codes = [function.__code__ for function in functions]
    _kept.extend(codes)
    return codes


def _inner_codes(function, *names):
    """The code of functions inside a function, by name; without names, of all of them."""
    codes = [code for code in function.__code__.co_consts if isinstance(code, type(function.__code__))]
    if names:
        codes = [next(code for code in codes if code.co_name == name) for name in names]
    _kept.extend(codes)
    return codes


def _method_codes(kind):
    """The code of all methods of a class."""
    return _codes(*(method for method in vars(kind).values() if isinstance(method, type(_codes))))


# Coroutines of asyncio's own, whose tasks are not shown.
_loopline.helpers(
    _codes(base_events.BaseEventLoop.shutdown_asyncgens, base_events.BaseEventLoop.shutdown_default_executor)
)

# The operation to which a callback of asyncio's belongs.
_loopline.callbacks("run_until_complete", _codes(base_events._run_until_complete_cb))
_loopline.callbacks("gather", _inner_codes(tasks.gather, "_done_callback"))
_loopline.callbacks("wait", _inner_codes(tasks._wait, "_on_completion") + _codes(tasks._release_waiter))
_loopline.callbacks(
    "as_completed", _codes(tasks._AsCompletedIterator._handle_completion, tasks._AsCompletedIterator._handle_timeout)
)
_loopline.callbacks("shield", _inner_codes(tasks.shield, "_inner_done_callback", "_outer_done_callback"))
_loopline.callbacks("sleep", _codes(futures._set_result_unless_cancelled))
_loopline.callbacks("timeout", _codes(timeouts.Timeout._on_timeout))
_loopline.callbacks("TaskGroup", _codes(taskgroups.TaskGroup._on_task_done))
_loopline.callbacks("from thread", _inner_codes(futures._chain_future))

# The purpose of a future, in the words of the record, by the function that makes it, or by its class.
_loopline.futures("sleep", _codes(tasks.sleep))
_loopline.futures("wait", _codes(tasks._wait))
_loopline.futures("shield", _codes(tasks.shield))
_loopline.futures("gather", [*_codes(tasks.gather), tasks._GatheringFuture])
_loopline.futures("lock", _codes(locks.Lock.acquire))
_loopline.futures("event", _codes(locks.Event.wait))
_loopline.futures("semaphore", _codes(locks.Semaphore.acquire))
_loopline.futures("condition", _codes(locks.Condition.wait))
_loopline.futures("queue_get", _codes(queues.Queue.get))
_loopline.futures("queue_put", _codes(queues.Queue.put))
_loopline.futures("task_group", _method_codes(taskgroups.TaskGroup))
_loopline.futures(
    "io",
    _codes(
        streams.StreamReader._wait_for_data,
        streams.FlowControlMixin._drain_helper,
        base_events.BaseEventLoop._create_connection_transport,
        base_events.BaseEventLoop.create_datagram_endpoint,
        *(
            getattr(selector_events.BaseSelectorEventLoop, f"sock_{name}")
            for name in "recv recv_into recvfrom recvfrom_into sendall sendto connect accept".split()
        ),
    ),
)
_loopline.futures("thread", _codes(futures.wrap_future))
_kept.append(tasks._GatheringFuture)

# The name of the queue that an operation makes for itself.
_loopline.resources("as_completed", _method_codes(tasks._AsCompletedIterator))

# The error of `result()` where there is none yet.
_loopline.invalid_state_error(exceptions.InvalidStateError)
_kept.append(exceptions.InvalidStateError)
