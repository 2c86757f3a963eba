"""Waits of threads for open files: sockets and pipes, of which the network says when something happens to them."""

import _network
import _process_threads
import _thread

# The waits of threads for files, by the numbers under which the network knows them.
_waits_by_number = {}
_last = 0


def watch(files, waits):
    """Has the waits in a queue end when something happens to one of the files, pairs of a number and events."""
    global _last
    _last += 1
    _waits_by_number[_last] = waits
    for number, events in files:
        _network.watch(_last, number, events)
    return _last


def unwatch(number):
    _network.unwatch(number)
    _waits_by_number.pop(number, None)


def wake(numbers):
    """Ends the waits of these numbers; the network calls it."""
    for number in numbers:
        _thread._wake_all(_waits_by_number.get(number, []))


class FileWaits(list):
    """The queue by which the network wakes a thread."""


def wait_for_files(files, until):
    """Waits until something happens to one of the files, or until a moment, which returns false."""
    waits = FileWaits()
    number = watch(files, waits)
    try:
        return _thread._block(until, waits)
    finally:
        unwatch(number)


def reach_network():
    """Prepares for a use of the network, by which others see what the running thread does, and it what they do."""
    if _thread._process is not None:
        _process_threads.meet()
    if _thread._whole is not None:
        _thread._cannot_ahead()
