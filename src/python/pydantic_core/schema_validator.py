"""`SchemaValidator`: validates objects of Python, JSON, and texts by a schema."""

from .errors import Invalid, PydanticOmit, PydanticUseDefault, invalid, seen_by_program
from .json_reading import parse, parsed_input
from .markers import Some
from .schema_reading import Definitions
from .validation_state import ABSENT, JSON, PYTHON, STRINGS, State
from .validators import build


def new_state():
    """The state for a value of a schema itself."""
    return State(PYTHON, None, None, None, None, None, None)


def _partial(mode):
    """How much of an input that was cut off is taken: nothing, what is complete, or the last text, too."""
    if mode is False or mode == "off":
        return False
    if mode is True or mode == "on":
        return "on"
    if mode == "trailing-strings":
        return mode
    kind = ValueError if isinstance(mode, str) else TypeError
    raise kind("Invalid partial mode, should be `'off'`, `'on'`, `'trailing-strings'` or a `bool`")


def _checked_extra(extra):
    if extra not in (None, "allow", "forbid", "ignore"):
        raise ValueError(f"SchemaError: Invalid extra_behavior: `{extra}`")
    return extra


class SchemaValidator:
    """A validator for a schema."""

    __slots__ = ("validator", "title", "_schema", "_config", "_hides_input", "_with_cause", "__weakref__")
    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, schema, config=None, _use_prebuilt=True):
        definitions = Definitions(_use_prebuilt)
        self.validator = build(schema, config, definitions)
        definitions.finish()
        self._schema, self._config = schema, config or None
        config = config or {}
        title = config.get("title")
        self.title = self.validator.name if title is None else title
        self._hides_input = bool(config.get("hide_input_in_errors"))
        self._with_cause = bool(config.get("validation_error_cause"))

    def __reduce__(self):
        return type(self), (self._schema, self._config, False)

    def __repr__(self):
        return f"SchemaValidator(title={self.title!r}, validator={self.validator.name})"

    def _failed(self, error, mode):
        return seen_by_program(error, self.title, mode, self._hides_input, self._with_cause)

    def validate_python(
        self, input, *, strict=None, extra=None, from_attributes=None, context=None, self_instance=None, allow_partial=False,
        by_alias=None, by_name=None,
    ):  # fmt: skip
        partial = False if allow_partial is False else _partial(allow_partial)
        extra = extra if extra is None else _checked_extra(extra)
        state = State(PYTHON, strict, extra, from_attributes, context, by_alias, by_name, self_instance, partial)
        try:
            return self.validator.validate(input, state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "python")) from seen.__cause__

    def isinstance_python(
        self, input, *, strict=None, extra=None, from_attributes=None, context=None, self_instance=None, by_alias=None,
        by_name=None,
    ):  # fmt: skip
        state = State(PYTHON, strict, _checked_extra(extra), from_attributes, context, by_alias, by_name, self_instance)
        try:
            self.validator.validate(input, state)
            return True
        except Invalid:
            return False
        except (PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "python")) from seen.__cause__

    def validate_json(
        self, input, *, strict=None, extra=None, context=None, self_instance=None, allow_partial=False, by_alias=None,
        by_name=None,
    ):  # fmt: skip
        partial = _partial(allow_partial)
        state = State(PYTHON, strict, _checked_extra(extra), None, context, by_alias, by_name, self_instance, partial)
        try:
            value = parsed_input(input, state)
            state.kind, state.mode = JSON, "json"
            return self.validator.validate(value, state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "json")) from seen.__cause__

    def validate_strings(
        self, input, *, strict=None, extra=None, context=None, allow_partial=False, by_alias=None, by_name=None
    ):  # fmt: skip
        partial = _partial(allow_partial)
        state = State(STRINGS, strict, _checked_extra(extra), None, context, by_alias, by_name, None, partial)
        try:
            if not isinstance(input, (str, dict)):
                raise invalid("string_type", input)
            return self.validator.validate(input, state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "string")) from seen.__cause__

    def validate_assignment(
        self, obj, field_name, field_value, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None,
        by_name=None,
    ):  # fmt: skip
        state = State(PYTHON, strict, _checked_extra(extra), from_attributes, context, by_alias, by_name)
        state.field_name = field_name
        try:
            return self.validator.assign(obj, field_name, field_value, state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "python")) from seen.__cause__

    def get_default_value(self, *, strict=None, context=None):
        state = State(PYTHON, strict, None, None, context, None, None)
        try:
            found = self.validator.default_value(state)
        except (Invalid, PydanticOmit, PydanticUseDefault) as error:
            raise (seen := self._failed(error, "python")) from seen.__cause__
        return None if found is ABSENT else Some(found)


def from_json(data, *, allow_inf_nan=True, cache_strings=True, allow_partial=False):
    """The value of a text of JSON."""
    partial = _partial(allow_partial)
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    elif not isinstance(data, (bytes, bytearray)):
        raise TypeError("Expected bytes, bytearray or str")
    return parse(bytes(data), partial, allow_inf_nan)
