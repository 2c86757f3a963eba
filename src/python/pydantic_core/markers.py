"""Values that stand for something: no value, a value that may be `None`, and the arguments of a call."""


class PydanticUndefinedType:
    """The type of `PydanticUndefined`, which stands for no value."""

    __slots__ = ("__weakref__",)
    __module__ = "pydantic_core._pydantic_core"

    def __new__(cls):
        raise NotImplementedError('Creating instances of "UndefinedType" is not supported')

    @staticmethod
    def new():
        return PydanticUndefined

    def __repr__(self):
        return "PydanticUndefined"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __reduce__(self):
        return "PydanticUndefined"


PydanticUndefined = object.__new__(PydanticUndefinedType)


class Some:
    """A value, where `None` says that there is none."""

    __slots__ = ("_value",)
    __match_args__ = ("value",)
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, value):
        object.__setattr__(self, "_value", value)

    @property
    def value(self):
        return self._value

    def __repr__(self):
        return f"Some({self._value!r})"

    def __class_getitem__(cls, item, /):
        return cls


class ArgsKwargs:
    """The positional and named arguments of a call, as one value."""

    __slots__ = ("args", "kwargs")
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, args, kwargs=None):
        if not isinstance(args, tuple):
            raise TypeError(f"argument 'args': '{type(args).__name__}' object cannot be cast as 'tuple'")
        if kwargs is not None and not isinstance(kwargs, dict):
            raise TypeError(f"argument 'kwargs': '{type(kwargs).__name__}' object cannot be cast as 'dict'")
        self.args = args
        self.kwargs = kwargs or None

    def __eq__(self, other):
        if not isinstance(other, ArgsKwargs):
            return NotImplemented
        return self.args == other.args and self.kwargs == other.kwargs

    __hash__ = None

    def __repr__(self):
        rest = "" if self.kwargs is None else f", {self.kwargs!r}"
        return f"ArgsKwargs({self.args!r}{rest})"
