

# Once an attribute was read some times, RustPython calls the function of a property in place of the `__get__` of a class derived
# from `property`, if that function is one written in Python. Read by then, `request.form` would be made anew at each look.
_init_cached_property = cached_property.__init__


def _init_with_a_call(self, fget, name=None, doc=None):
    from functools import partial

    _init_cached_property(self, fget, name, fget.__doc__ if doc is None else doc)
    property.__init__(self, partial(fget), doc=self.__doc__)


cached_property.__init__ = _init_with_a_call
