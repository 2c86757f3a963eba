"""Validators: `build` reads a schema into one. Each family of types is a module, imported when a schema first needs it."""

from importlib import import_module

from ..errors import SchemaError
from ..schema_reading import prebuilt, type_of
from ..validation_state import ABSENT

# The modules by the types of schemas that they read. Each has a table BUILDERS.
_FAMILIES = {
    "scalars": "any none bool int float str bytes",
    "exact_numbers": "decimal fraction complex",
    "times": "date time datetime",
    "durations": "timedelta",
    "choices": "literal enum",
    "unions": "union tagged-union",
    "wrappers": """nullable default chain lax-or-strict json-or-python custom-error json definitions definition-ref
        missing-sentinel ellipsis""",
    "functions": "function-before function-after function-plain function-wrap",
    "models": "model",
    "model_fields": "model-fields",
    "typed_dicts": "typed-dict",
    "dataclass_args": "dataclass-args",
    "dataclass_instances": "dataclass",
    "named_tuples": "named-tuple",
    "sequences": "list tuple set frozenset deque",
    "mappings": "dict frozendict ordered-dict counter",
    "generators": "generator",
    "objects": "is-instance is-subclass callable uuid",
    "url_validators": "url multi-host-url",
    "arguments": "arguments call",
}
_FAMILY_OF = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds.split()}
_BUILDERS = {}


class Validator:
    """A validator: `validate` returns what an input is made into, or raises `Invalid`."""

    __slots__ = ()
    name = ""

    def validate(self, value, state):
        raise NotImplementedError

    def default_value(self, state, place=None):
        """The value where there is no input; ABSENT if there is none."""
        return ABSENT

    def assign(self, model, field, value, state):
        """Validates a new value for a field of what was made before."""
        raise TypeError(f"validate_assignment is not supported for {self.name}")


def build(schema, config, definitions):
    """The validator of a schema."""
    kind = type_of(schema)
    if definitions.uses_prebuilt and kind in ("model", "dataclass"):
        from ..schema_validator import SchemaValidator

        found = prebuilt(kind, schema, "__pydantic_validator__", SchemaValidator)
        # A function around or after it would be called by the one that this is built for, too.
        if found is not None and found.validator.__class__.__name__ not in ("WrapValidator", "AfterValidator"):
            return found.validator
    builder = _BUILDERS.get(kind)
    if builder is None:
        family = _FAMILY_OF.get(kind)
        if family is None:
            if kind == "invalid":
                raise SchemaError("Cannot construct schema with `InvalidSchema` member.")
            if kind == "arguments-v3":
                raise NotImplementedError(
                    "The core of pydantic in this playground has no schemas of the type 'arguments-v3', which only "
                    "pydantic.experimental makes: use validate_call, which has those of the type 'arguments'"
                )
            raise SchemaError(f'Unknown schema type: "{kind}"')
        _BUILDERS.update(import_module(f"{__name__}.{family}").BUILDERS)
        builder = _BUILDERS[kind]
    try:
        return builder(schema, config, definitions)
    except NotImplementedError:
        raise
    except Exception as error:
        text = str(error) if isinstance(error, SchemaError) else f"{type(error).__name__}: {error}"
        prefix = "SchemaError: " if isinstance(error, SchemaError) else ""
        raise SchemaError(f'Error building "{kind}" validator:\n  {prefix}{text}') from None
