"""The state of one validation: what its caller has asked for, and where it is."""

# What an input came as: objects of Python, values of JSON, or texts in mappings.
PYTHON, JSON, STRINGS = 0, 1, 2
MODES = ("python", "json", "string")

# How well an input fits, which decides between the members of a union.
LAX, STRICT, EXACT = 0, 1, 2

ABSENT = object()


class State:
    """The state of one validation."""

    __slots__ = (
        "kind", "mode", "strict", "extra", "from_attributes", "context", "by_alias", "by_name", "field_name", "data",
        "instance", "exactness", "fields_set", "partial", "field_error", "guard", "depth",
    )  # fmt: skip

    def __init__(self, kind, strict, extra, from_attributes, context, by_alias, by_name, instance=None, partial=False):
        # What the value at hand came as. `mode` is what the whole input came as: a function between may have changed values.
        self.kind = kind
        self.mode = MODES[kind]
        self.strict = strict
        self.extra = extra
        self.from_attributes = from_attributes
        self.context = context
        self.by_alias = by_alias
        self.by_name = by_name
        self.instance = instance
        self.partial = partial
        self.field_name = self.data = self.exactness = self.fields_set = None
        self.field_error = False
        self.guard = None
        self.depth = 0

    def copy(self):
        made = object.__new__(State)
        for name in State.__slots__:
            setattr(made, name, getattr(self, name))
        made.guard = None if self.guard is None else set(self.guard)
        return made

    def floor(self, exactness):
        """Notes that the input fits no better than that. Of no interest outside of unions."""
        if self.exactness is not None and exactness < self.exactness:
            self.exactness = exactness

    def count_fields(self, count):
        self.fields_set = count if self.fields_set is None else self.fields_set + count


def lookup_kind(state, by_alias, by_name):
    """How fields are looked up: 1 by their names, 2 by their aliases, 3 by both."""
    alias = state.by_alias if state.by_alias is not None else by_alias
    name = state.by_name if state.by_name is not None else by_name
    found = (2 if alias is None or alias else 0) + (1 if name else 0)
    if not found:
        raise ValueError("`validate_by_name` and `validate_by_alias` cannot both be set to `False`.")
    return found
