

# Each change of a queue is told where it happens.

import _loopline_resources

_loopline_resources.watch(
    Queue, "queue", ("_getters", "_putters", "_unfinished_tasks"), inner=("_finished",), capacity="_maxsize"
)
_loopline_resources.after(Queue, "get_nowait")
