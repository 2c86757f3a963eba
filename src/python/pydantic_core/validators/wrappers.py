"""Validators around others: one that may be absent, one with a default, one after another, one of two."""

from copy import deepcopy

from ..errors import (
    Invalid,
    Line,
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticUseDefault,
    SchemaError,
    invalid,
)
from ..error_messages import MESSAGES
from ..markers import PydanticUndefined
from ..schema_reading import from_either, is_strict
from ..validation_state import ABSENT, JSON, LAX, PYTHON
from . import Validator, build


class NullableValidator(Validator):
    __slots__ = ("inner", "name")

    def __init__(self, schema, config, definitions):
        self.inner = build(schema["schema"], config, definitions)
        self.name = f"nullable[{self.inner.name}]"

    def validate(self, value, state):
        return None if value is None else self.inner.validate(value, state)


class DefaultValidator(Validator):
    __slots__ = ("inner", "name", "has_default", "default", "factory", "takes_data", "on_error", "validates", "copies")

    def __init__(self, schema, config, definitions):
        self.has_default = "default" in schema
        self.default, self.factory = schema.get("default"), schema.get("default_factory")
        if self.has_default and self.factory is not None:
            raise SchemaError("'default' and 'default_factory' cannot be used together")
        self.takes_data = bool(schema.get("default_factory_takes_data"))
        self.on_error = schema.get("on_error") or "raise"
        if self.on_error == "default" and not self.has_default and self.factory is None:
            raise SchemaError("'on_error = default' requires a `default` or `default_factory`")
        self.inner = build(schema["schema"], config, definitions)
        self.validates = bool(from_either(schema, config, "validate_default"))
        self.copies = False
        if self.has_default:
            try:
                hash(self.default)
            except Exception:
                self.copies = True
            self.has_default = True
        elif self.factory is not None:
            self.has_default = True
        self.name = f"default[{self.inner.name}]"

    def validate(self, value, state):
        if value is PydanticUndefined:
            return self.default_value(state)
        try:
            return self.inner.validate(value, state)
        except PydanticUseDefault:
            found = self.default_value(state)
            if found is ABSENT:
                raise
            return found
        except (Invalid, PydanticOmit):
            if self.on_error == "raise":
                raise
            if self.on_error == "omit":
                raise PydanticOmit from None
            return self.default_value(state)

    def default_value(self, state, place=None):
        if not self.has_default:
            return ABSENT
        if self.factory is None:
            value = deepcopy(self.default) if self.copies else self.default
        elif self.takes_data:
            if state.field_error:
                # It would see fields that are not there.
                loc = [] if place is None else [place]
                raise Invalid([Line("default_factory_not_called", PydanticUndefined, None, loc)])
            value = self.factory({} if state.data is None else state.data)
        else:
            value = self.factory()
        if not self.validates:
            return value
        kind, state.kind = state.kind, PYTHON
        try:
            return self.inner.validate(value, state)
        except (Invalid, PydanticOmit) as error:
            if self.on_error == "omit":
                raise PydanticOmit from None
            if place is not None and isinstance(error, Invalid):
                error.inside(place)
            raise
        finally:
            state.kind = kind

    def omits_on_error(self):
        return self.on_error == "omit"


class ChainValidator(Validator):
    __slots__ = ("steps", "name")

    def __init__(self, steps):
        self.steps = steps
        self.name = f"chain[{','.join(step.name for step in steps)}]"

    def validate(self, value, state):
        kind = state.kind
        try:
            for step in self.steps:
                value = step.validate(value, state)
                state.kind = PYTHON
            return value
        finally:
            state.kind = kind


def _chain(schema, config, definitions):
    steps = []
    for step in schema["steps"]:
        built = build(step, config, definitions)
        steps += built.steps if isinstance(built, ChainValidator) else [built]
    if not steps:
        raise SchemaError("One or more steps are required for a chain validator")
    return steps[0] if len(steps) == 1 else ChainValidator(steps)


class LaxOrStrictValidator(Validator):
    __slots__ = ("strict", "lax_one", "strict_one", "name")

    def __init__(self, schema, config, definitions):
        self.lax_one = build(schema["lax_schema"], config, definitions)
        self.strict_one = build(schema["strict_schema"], config, definitions)
        self.strict = is_strict(schema, config)
        self.name = f"lax-or-strict[lax={self.lax_one.name},strict={self.strict_one.name}]"

    def validate(self, value, state):
        if self.strict if state.strict is None else state.strict:
            return self.strict_one.validate(value, state)
        if state.exactness is not None:
            # In a union the strict one is better, if it takes the input.
            try:
                return self.strict_one.validate(value, state)
            except (Invalid, PydanticOmit, PydanticUseDefault):
                state.floor(LAX)
        return self.lax_one.validate(value, state)


class JsonOrPythonValidator(Validator):
    __slots__ = ("json", "python", "name")

    def __init__(self, schema, config, definitions):
        self.json = build(schema["json_schema"], config, definitions)
        self.python = build(schema["python_schema"], config, definitions)
        self.name = f"json-or-python[json={self.json.name},python={self.python.name}]"

    def validate(self, value, state):
        return (self.python if state.mode == "python" else self.json).validate(value, state)


def custom_error(schema):
    """The error that a schema names in place of those of its validator; `None` if it names none."""
    kind = schema.get("custom_error_type")
    if kind is None:
        return None
    context = schema.get("custom_error_context")
    if kind not in MESSAGES:
        return PydanticCustomError(kind, schema["custom_error_message"], context)
    if "custom_error_message" in schema:
        raise SchemaError("custom_error_message should not be provided if 'custom_error_type' matches a known error")
    return PydanticKnownError(kind, context)


class CustomErrorValidator(Validator):
    __slots__ = ("inner", "error", "name")

    def __init__(self, schema, config, definitions):
        self.error = custom_error(schema)
        self.inner = build(schema["schema"], config, definitions)
        self.name = f"custom-error[{self.inner.name}]"

    def validate(self, value, state):
        try:
            return self.inner.validate(value, state)
        except (Invalid, PydanticOmit, PydanticUseDefault):
            raise Invalid([self.error.line(value)]) from None


class JsonValidator(Validator):
    __slots__ = ("inner", "name")

    def __init__(self, schema, config, definitions):
        from .scalars import ANY

        inner = build(schema["schema"], config, definitions) if "schema" in schema else ANY
        self.inner = None if inner is ANY else inner
        self.name = f"json[{inner.name}]"

    def validate(self, value, state):
        from ..json_reading import parsed_input

        found = parsed_input(value, state)
        if self.inner is None:
            return found
        kind, mode = state.kind, state.mode
        state.kind, state.mode = JSON, "json"
        try:
            return self.inner.validate(found, state)
        finally:
            state.kind, state.mode = kind, mode


class DefinitionRefValidator(Validator):
    """A reference to a definition, which may be around it. Inputs that are in themselves are found here."""

    __slots__ = ("built", "reference", "naming")

    def __init__(self, schema, config, definitions):
        self.reference = schema["schema_ref"]
        definitions.asked.add(self.reference)
        self.built = definitions.built
        self.naming = False

    @property
    def name(self):
        inner = self.built.get(self.reference)
        if inner is None or self.naming:
            return "..."
        self.naming = True
        try:
            return inner.name
        finally:
            self.naming = False

    def _guarded(self, value, state, run):
        if state.kind == JSON or state.kind != PYTHON and isinstance(value, str):
            return run()
        if state.guard is None:
            state.guard = set()
        key = id(value), self.reference, id(self.built)
        if key in state.guard:
            raise invalid("recursion_loop", value)
        state.depth += 1
        state.guard.add(key)
        try:
            if state.depth > 255:
                raise invalid("recursion_depth_exceeded", value)
            return run()
        except RecursionError:
            raise invalid("recursion_depth_exceeded", value) from None
        finally:
            state.depth -= 1
            state.guard.discard(key)

    def validate(self, value, state):
        state.partial = False
        inner = self.built[self.reference]
        return self._guarded(value, state, lambda: inner.validate(value, state))

    def default_value(self, state, place=None):
        return self.built[self.reference].default_value(state, place)

    def assign(self, model, field, value, state):
        inner = self.built[self.reference]
        return self._guarded(model, state, lambda: inner.assign(model, field, value, state))


def _definitions(schema, config, definitions):
    for definition in schema["definitions"]:
        definitions.add(definition["ref"], build(definition, config, definitions))
    return build(schema["schema"], config, definitions)


class MissingSentinelValidator(Validator):
    __slots__ = ("inner", "name")

    def __init__(self, schema, config, definitions):
        self.inner = build(schema["schema"], config, definitions) if "schema" in schema else None
        self.name = "missing-sentinel" if self.inner is None else f"missing-sentinel[{self.inner.name}]"

    def validate(self, value, state):
        from pydantic_core import MISSING

        if value is MISSING:
            return value
        if self.inner is None:
            raise invalid("missing_sentinel_error", value)
        return self.inner.validate(value, state)


class EllipsisValidator(Validator):
    __slots__ = ()
    name = "ellipsis"

    def validate(self, value, state):
        if value is ...:
            return value
        raise invalid("ellipsis_error", value)


BUILDERS = {
    "nullable": NullableValidator,
    "default": DefaultValidator,
    "chain": _chain,
    "lax-or-strict": LaxOrStrictValidator,
    "json-or-python": JsonOrPythonValidator,
    "custom-error": CustomErrorValidator,
    "json": JsonValidator,
    "definitions": _definitions,
    "definition-ref": DefinitionRefValidator,
    "missing-sentinel": MissingSentinelValidator,
    "ellipsis": lambda schema, config, definitions: EllipsisValidator(),
}
