

# Each change of a queue is reported where it happens.

import _loopline_resources

_loopline_resources.watch(
    Queue, "queue", ("_getters", "_putters", "_unfinished_tasks"), inner=("_finished",), capacity="_maxsize"
)
_loopline_resources.name_subclass(PriorityQueue, "priority_queue")
_loopline_resources.name_subclass(LifoQueue, "lifo_queue")
_loopline_resources.after(Queue, "get_nowait")
