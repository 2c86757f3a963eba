"""What a loop needs of threads: it waits in its own, and is woken from others."""

import _loopline
import _thread
import _thread_files


def before_turn(loop):
    """Lets other threads run before a turn of a loop: until it has something to do, or those alone that are ready.

    Returns true if it has put handles of ready files into the loop's queue: a second look at the files would add them again."""
    if not _thread._alive:
        return False
    if loop._ready or loop._stopping:
        _thread._let_others_run()
        return False
    while not loop._ready and not loop._stopping:
        if loop._uses_files and loop._take_ready_files():
            return True
        due = _loopline.next_due(loop._scheduled)
        if due <= _loopline.now():
            break
        # Without a stack, a loop of a process is woken by nobody else: `_whole_bodies` runs none beside others of its process.
        is_alone = _thread._whole is not None and _thread._process is not None
        watched = _thread_files.watch(loop._watched_files(), loop._waits) if loop._uses_files else None
        # Beyond any moment that comes: a timer that never fires.
        _thread._wait(None if due >= 1 << 62 else int(due), None if is_alone else loop._waits)
        if watched is not None:
            _thread_files.unwatch(watched)
    return False


def call_soon_threadsafe(loop, callback, args, context):
    """Schedules a callback on a loop, and wakes the loop."""
    handle = _loopline.call_soon_threadsafe(loop, callback, *args, context=context)
    _thread._wake_all(loop._waits)
    return handle
