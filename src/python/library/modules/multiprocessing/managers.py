"""Managers: objects that all processes see by proxies, which copy whatever goes in and out.

In CPython they live in a process of their own. Here they are in memory, and a call of one takes no time.
"""

import _processes
import _process_threads
import pickle
import queue
import threading

from . import context, process

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token"]


class Namespace:
    def __init__(self, /, **names):
        self.__dict__.update(names)

    def __repr__(self):
        pairs = sorted(f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_"))
        return f"{type(self).__name__}({', '.join(pairs)})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self._typecode!r}, {self.value!r})"


def Array(typecode, sequence, lock=True):
    import array

    return array.array(typecode, sequence)


def _copied(value):
    return pickle.loads(pickle.dumps(value))


class BaseProxy:
    """An object of a manager as a process has it."""

    _blocking = False

    def __init__(self, referent):
        self.__dict__["_referent"] = referent
        self.__dict__["_taker"] = _process_threads.Taker()

    def _callmethod(self, method, args=(), kwds={}):
        args, kwds = _copied((args, kwds))
        if self._blocking:
            self._taker.note()
        else:
            self._taker.take()
        result = getattr(self._referent, method)(*args, **kwds)
        return result if result is self._referent else _copied(result)

    def _getvalue(self):
        self._taker.note()
        return _copied(self._referent)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __reduce__(self):
        return _processes.shared_of, (_processes.number_of(self),)

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid {type(self._referent).__name__!r} at {id(self):#x}>"

    def __str__(self):
        self._taker.note()
        return repr(self._referent)


def _proxy(name, methods, blocking=False, bases=(BaseProxy,)):
    def forward(method):
        def call(self, /, *args, **kwds):
            return self._callmethod(method, args, kwds)

        call.__name__ = method
        return call

    names = {method: forward(method) for method in methods.split()}
    return type(name, bases, {**names, "_blocking": blocking, "_exposed_": tuple(methods.split())})


class NamespaceProxy(BaseProxy):
    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        self._taker.take()
        return _copied(getattr(self._referent, key))

    def __setattr__(self, key, value):
        self._taker.take()
        setattr(self._referent, key, _copied(value))

    def __delattr__(self, key):
        self._taker.take()
        delattr(self._referent, key)


class ValueProxy(BaseProxy):
    def get(self):
        return self._callmethod("get")

    def set(self, value):
        return self._callmethod("set", (value,))

    value = property(get, set)


_List = _proxy(
    "_List",
    """__add__ __contains__ __delitem__ __getitem__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append clear copy count
    extend index insert pop remove reverse sort""",
)


class ListProxy(_List):
    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __iter__(self):
        return iter(self._getvalue())


_Dict = _proxy(
    "_Dict",
    "__contains__ __delitem__ __getitem__ __len__ __setitem__ clear copy fromkeys get pop popitem setdefault update",
)


class DictProxy(_Dict):
    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        return list(self._getvalue().keys())

    def values(self):
        return list(self._getvalue().values())

    def items(self):
        return list(self._getvalue().items())


_QueueProxy = _proxy("AutoProxy[Queue]", "empty full get get_nowait join put put_nowait qsize task_done", True)
_EventProxy = _proxy("EventProxy", "clear is_set set wait", True)
_LockMethods = _proxy("_LockMethods", "acquire release", True)


class AcquirerProxy(_LockMethods):
    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, *_):
        return self._callmethod("release")


class ConditionProxy(_proxy("_ConditionMethods", "wait notify notify_all", True, (AcquirerProxy,))):
    def wait_for(self, predicate, timeout=None):
        return self._referent.wait_for(predicate, timeout)


BarrierProxy = _proxy("BarrierProxy", "wait abort reset", True)
ArrayProxy = _proxy("ArrayProxy", "__len__ __getitem__ __setitem__")


class BaseManager:
    """A manager, which knows the classes that are registered with it."""

    _registry = {}

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if address is not None:
            from _limits import refuse

            refuse("Managers that are reached by an address are")
        self._ctx = ctx or context._default_context.get_context()
        self._running = False
        self.address = None

    def start(self, initializer=None, initargs=()):
        if self._running:
            raise context.ProcessError("Already started server")
        # Its process has a number of its own.
        next(process._process_counter)
        self._running = True
        if initializer is not None:
            initializer(*initargs)

    def connect(self):
        from _limits import refuse

        refuse("Managers that are reached by an address are")

    get_server = connect

    def shutdown(self):
        self._running = False

    def join(self, timeout=None):
        pass

    def __enter__(self):
        if not self._running:
            self.start()
        return self

    def __exit__(self, *_):
        self.shutdown()

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        cls._registry[typeid] = callable, proxytype, exposed

        def make(self, /, *args, **kwds):
            assert self._running, "server not yet started"
            function, proxy, names = self._registry[typeid]
            referent = function(*_copied(args), **_copied(kwds))
            if proxy is None:
                names = names or _public_methods(referent)
                proxy = _proxy(f"AutoProxy[{typeid}]", " ".join(names))
            return proxy(referent)

        if create_method:
            make.__name__ = typeid
            setattr(cls, typeid, make)


def _public_methods(thing):
    return [name for name in dir(thing) if name[0] != "_" and hasattr(getattr(thing, name), "__call__")]


class SyncManager(BaseManager):
    """A manager of the usual kinds of objects."""




for _name, _kind, _of in (
    ("Queue", queue.Queue, _QueueProxy),
    ("JoinableQueue", queue.Queue, _QueueProxy),
    ("Event", threading.Event, _EventProxy),
    ("Lock", threading.Lock, AcquirerProxy),
    ("RLock", threading.RLock, AcquirerProxy),
    ("Semaphore", threading.Semaphore, AcquirerProxy),
    ("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy),
    ("Condition", threading.Condition, ConditionProxy),
    ("Barrier", threading.Barrier, BarrierProxy),
    ("list", list, ListProxy),
    ("dict", dict, DictProxy),
    ("Value", Value, ValueProxy),
    ("Array", Array, ArrayProxy),
    ("Namespace", Namespace, NamespaceProxy),
):
    SyncManager.register(_name, _kind, _of)
del _name, _kind, _of
