"""Attributes of which each thread has its own."""

import _thread
import _weakref


class _local:
    """An object whose attributes are each thread's own."""

    __module__ = "_thread"

    # The attributes of all objects of this class, by identifiers of threads: weak references to be asked when one is over.
    _local__all = []

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__of", {})
        object.__setattr__(self, "_local__made", (args, kwargs))
        _local._local__all.append(_weakref.ref(self, _local._local__all.remove))
        object.__getattribute__(self, "_local__of")[_thread._running] = {}
        return self

    def _local__dict_of(self):
        of = object.__getattribute__(self, "_local__of")
        if _thread._running not in of:
            of[_thread._running] = {}
            if type(self).__init__ is not object.__init__:
                args, kwargs = object.__getattribute__(self, "_local__made")
                self.__init__(*args, **kwargs)
        return of[_thread._running]

    @staticmethod
    def _forget(ident):
        """Drops the attributes of a thread that is over."""
        for reference in list(_local._local__all):
            each = reference()
            if each is not None:
                object.__getattribute__(each, "_local__of").pop(ident, None)

    def __getattribute__(self, name):
        if name.startswith("_local__"):
            return object.__getattribute__(self, name)
        own = object.__getattribute__(self, "_local__dict_of")()
        if name == "__dict__":
            return own
        if name in own:
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_local__dict_of")()[name] = value

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_local__dict_of")()[name]
        except KeyError:
            raise AttributeError(name) from None
