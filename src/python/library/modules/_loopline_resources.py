"""Tells the recorder what happens to asyncio's locks and queues, without a change to any of their methods: the
attributes that hold their state are watched."""

import _loopline
from collections import deque


class Line(deque):
    """A line of waiters that tells of each change."""

    def __init__(self, owner, name, waiters):
        self.owner = owner
        self.name = name
        deque.__init__(self, waiters)

    def append(self, waiter):
        deque.append(self, waiter)
        _loopline.waits(waiter, self.owner, self.name)

    def popleft(self):
        waiter = deque.popleft(self)
        _loopline.resource_changed(self.owner)
        return waiter

    def remove(self, waiter):
        deque.remove(self, waiter)
        _loopline.resource_changed(self.owner)


class Watched:
    """An attribute that tells of each change. What it holds stands in the object itself, as ever."""

    def __init__(self, name):
        self.name = name

    def __get__(self, owner, kind=None):
        if owner is None:
            return self
        try:
            return owner.__dict__[self.name]
        except KeyError:
            raise AttributeError(f"{kind.__name__!r} object has no attribute {self.name!r}") from None

    def __set__(self, owner, value):
        if type(value) is deque:
            value = Line(owner, self.name, value)
        owner.__dict__[self.name] = value
        _loopline.resource_changed(owner)

    def __delete__(self, owner):
        del owner.__dict__[self.name]


def watch(kind, name, attributes, inner=(), capacity=None):
    """Watches these attributes of a class. Those named `inner` hold parts of it, which are no resources themselves."""
    for attribute in attributes:
        setattr(kind, attribute, Watched(attribute))
    made = kind.__init__

    def __init__(self, *args, **options):
        outermost = _loopline.resource_begins(self)
        try:
            made(self, *args, **options)
        finally:
            _loopline.resource_begun(
                self,
                name,
                outermost,
                None if capacity is None else getattr(self, capacity, None),
                [part for part in (getattr(self, attribute, None) for attribute in inner) if part is not None],
            )

    __init__.__qualname__ = made.__qualname__
    __init__.__wrapped__ = made
    kind.__init__ = __init__


def after(kind, name):
    """Tells of a change after each call of this method."""
    method = getattr(kind, name)

    def changing(self, *args):
        result = method(self, *args)
        _loopline.resource_changed(self)
        return result

    changing.__name__, changing.__qualname__ = method.__name__, method.__qualname__
    changing.__doc__ = method.__doc__
    setattr(kind, name, changing)
