"""Reports changes of asyncio's locks and queues to the recorder.

Their methods stay CPython's: the attributes that hold their state are replaced by descriptors that report each change."""

import _loopline
from collections import deque


class Waiters(deque):
    """A queue of waiting futures that reports each change."""

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
    """An attribute that reports each change. Its value is in the object's own dictionary, as without it."""

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
            value = Waiters(owner, self.name, value)
        owner.__dict__[self.name] = value
        _loopline.resource_changed(owner)

    def __delete__(self, owner):
        del owner.__dict__[self.name]


# Subclasses of watched classes that are resources of a kind of their own, with the record's words for them.
_subclasses = []


def name_subclass(subclass, word):
    """Gives a subclass of a watched class a word of its own."""
    _subclasses.append((subclass, word))


def _word_of(owner, word):
    # Not `isinstance`, which asks the object for its class and so may run code of the program's.
    return next((own for subclass, own in _subclasses if issubclass(type(owner), subclass)), word)


def watch(kind, word, attributes, inner=(), capacity=None):
    """Watches attributes of a class of resources, which the record calls by this word. The attributes named by `inner` hold
    parts of the resource, which are no resources themselves."""
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
                _word_of(self, word),
                outermost,
                None if capacity is None else getattr(self, capacity, None),
                [part for part in (getattr(self, attribute, None) for attribute in inner) if part is not None],
            )

    __init__.__qualname__ = made.__qualname__
    __init__.__wrapped__ = made
    kind.__init__ = __init__


def after(kind, name):
    """Reports a change after each call of a method, for one that changes what no watched attribute holds."""
    method = getattr(kind, name)

    def changing(self, *args):
        result = method(self, *args)
        _loopline.resource_changed(self)
        return result

    changing.__name__, changing.__qualname__ = method.__name__, method.__qualname__
    changing.__doc__ = method.__doc__
    setattr(kind, name, changing)
