"""Iterators whose items are validated when they are taken."""

from ..errors import invalid, location, seen_by_program
from ..validation_state import JSON, PYTHON
from . import Validator, build
from .functions import InnerValidator
from .scalars import ANY


class GeneratorValidator(Validator):
    __slots__ = ("items", "least", "most", "name", "hides_input", "with_cause")

    def __init__(self, schema, config, definitions):
        self.items = build(schema["items_schema"], config, definitions) if schema.get("items_schema") is not None else ANY
        self.name = f"generator[{self.items.name}]"
        self.least, self.most = schema.get("min_length"), schema.get("max_length")
        self.hides_input = bool((config or {}).get("hide_input_in_errors"))
        self.with_cause = bool((config or {}).get("validation_error_cause"))

    def validate(self, value, state):
        state.partial = False
        if state.kind == PYTHON:
            try:
                items = iter(value)
            except Exception:
                raise invalid("iterable_type", value) from None
        elif state.kind == JSON and isinstance(value, (list, str, dict)):
            items = iter(value)
        else:
            raise invalid("iterable_type", value)
        inner = None
        if self.items is not ANY:
            inner = InnerValidator("ValidatorIterator", self.items, state, self.hides_input, self.with_cause)
            inner.state.kind = state.kind
        return ValidatorIterator(self, value, items, inner)


class ValidatorIterator:
    """The iterator of validated items."""

    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, validator, value, items, inner):
        self._validator, self._value, self._items, self._inner = validator, value, items, inner
        self.index = 0

    def __iter__(self):
        return self

    def _failed(self, kind, context):
        error = invalid(kind, self._value, {"field_type": "Generator", **context})
        validator = self._validator
        return seen_by_program(error, "ValidatorIterator", "python", validator.hides_input, validator.with_cause)

    def __next__(self):
        least, most = self._validator.least, self._validator.most
        try:
            item = next(self._items)
        except StopIteration:
            if least is not None and self.index < least:
                raise self._failed("too_short", {"min_length": least, "actual_length": self.index}) from None
            raise
        index = self.index
        self.index += 1
        if most is not None and index >= most:
            raise self._failed("too_long", {"max_length": most, "actual_length": None})
        if self._inner is None:
            return item
        return self._inner.run(location(index), self._inner.validator.validate, item)

    def __repr__(self):
        return f"ValidatorIterator(index={self.index}, schema={None if self._inner is None else self._inner.validator.name})"


BUILDERS = {"generator": GeneratorValidator}
