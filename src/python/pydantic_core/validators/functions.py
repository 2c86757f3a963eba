"""Functions of the program before, after, around and in place of a validator."""

from ..errors import Invalid, PydanticOmit, PydanticUseDefault, from_function, location, seen_by_program
from ..texts import function_name, safe_repr
from ..validation_state import PYTHON
from . import Validator, build


class ValidationInfo:
    """What a function is told of the validation."""

    __slots__ = ("config", "context", "data", "field_name", "mode")
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, state, config, field_name):
        self.config = config
        self.context = state.context
        self.data = state.data
        self.field_name = field_name
        self.mode = state.mode

    def __repr__(self):
        return (
            f"ValidationInfo(config={self.config!r}, context={safe_repr(self.context)}, data={safe_repr(self.data)}, "
            f"field_name={safe_repr(self.field_name)})"
        )


class _FunctionValidator(Validator):
    __slots__ = ("function", "takes_info", "field_name", "config", "inner", "name")

    def __init__(self, schema, config, definitions):
        described = schema["function"]
        self.function = described["function"]
        self.takes_info = described["type"] == "with-info"
        self.field_name = described.get("field_name")
        self.config = config
        self.inner = build(schema["schema"], config, definitions) if schema.get("schema") is not None else None
        self.name = self.described(schema["type"], function_name(self.function))

    def described(self, kind, function):
        return f"{kind}[{function}(), {self.inner.name}]"

    def call(self, value, input, state, *more):
        """Calls the function. What it says of the value is said of the input."""
        try:
            if self.takes_info:
                name = state.field_name if state.field_name is not None else self.field_name
                return self.function(value, *more, ValidationInfo(state, self.config, name))
            return self.function(value, *more)
        except (ValueError, AssertionError) as error:
            raise from_function(error, input) from None


class BeforeValidator(_FunctionValidator):
    __slots__ = ()

    def validate(self, value, state):
        changed = self.call(value, value, state)
        kind = state.kind
        if not kind:
            return self.inner.validate(changed, state)
        state.kind = PYTHON
        try:
            return self.inner.validate(changed, state)
        finally:
            state.kind = kind

    def assign(self, model, field, value, state):
        return self.inner.assign(self.call(model, model, state), field, value, state)


class AfterValidator(_FunctionValidator):
    __slots__ = ()

    def validate(self, value, state):
        return self.call(self.inner.validate(value, state), value, state)

    def assign(self, model, field, value, state):
        return self.call(self.inner.assign(model, field, value, state), model, state)


class PlainValidator(_FunctionValidator):
    __slots__ = ()

    def described(self, kind, function):
        return f"function-plain[{function}()]"

    def validate(self, value, state):
        return self.call(value, value, state)


class WrapValidator(_FunctionValidator):
    __slots__ = ("hides_input", "with_cause")

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        self.hides_input = bool((config or {}).get("hide_input_in_errors"))
        self.with_cause = bool((config or {}).get("validation_error_cause"))

    def described(self, kind, function):
        return f"function-wrap[{function}()]"

    def validate(self, value, state):
        handler = ValidatorCallable(InnerValidator("ValidatorCallable", self.inner, state, self.hides_input, self.with_cause))
        found = self.call(value, value, state, handler)
        state.exactness = handler._inner.state.exactness
        state.fields_set = handler._inner.state.fields_set
        return found

    def assign(self, model, field, value, state):
        inner = InnerValidator("AssignmentValidatorCallable", self.inner, state, self.hides_input, self.with_cause)
        return self.call(model, model, state, AssignmentValidatorCallable(inner, field, value))


class InnerValidator:
    """A validator with the state of the validation around it, for code of the program."""

    __slots__ = ("title", "validator", "state", "hides_input", "with_cause")

    def __init__(self, title, validator, state, hides_input, with_cause):
        self.title, self.validator, self.hides_input, self.with_cause = title, validator, hides_input, with_cause
        self.state = state.copy()
        self.state.kind = PYTHON
        self.state.partial = False

    def run(self, place, function, *args):
        try:
            return function(*args, self.state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            place = None if place is None else location(place)
            seen = seen_by_program(error, self.title, "python", self.hides_input, self.with_cause, place)
            raise seen from seen.__cause__


class ValidatorCallable:
    """The handler that a function around a validator calls."""

    __slots__ = ("_inner",)
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, inner):
        self._inner = inner

    def __call__(self, input_value, outer_location=None):
        return self._inner.run(outer_location, self._inner.validator.validate, input_value)

    def __repr__(self):
        return f"ValidatorCallable({self._inner.validator.name})"


class AssignmentValidatorCallable:
    """The handler where a field is assigned to."""

    __slots__ = ("_inner", "_field", "_value")
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, inner, field, value):
        self._inner, self._field, self._value = inner, field, value

    def __call__(self, input_value, outer_location=None):
        return self._inner.run(outer_location, self._inner.validator.assign, input_value, self._field, self._value)

    def __repr__(self):
        return f"AssignmentValidatorCallable({self._inner.validator.name})"


BUILDERS = {
    "function-before": BeforeValidator,
    "function-after": AfterValidator,
    "function-plain": PlainValidator,
    "function-wrap": WrapValidator,
}
