"""Serializers: `build` reads a schema into one. Each family of types is a module, imported when a schema first needs it."""

from importlib import import_module

from ..errors import SchemaError
from ..schema_reading import prebuilt, type_of

# The modules by the types of schemas that they read. Each has a table BUILDERS.
_FAMILIES = {
    "plain_values": """any none bool int float str bytes decimal fraction complex date time datetime timedelta uuid url
        multi-host-url ellipsis is-instance is-subclass callable function-plain""",
    "choices_and_texts": "missing-sentinel literal enum format to-string",
    "around": """nullable default chain lax-or-strict json-or-python custom-error json definitions definition-ref call
        function-before function-after function-wrap arguments arguments-v3""",
    "collections_of_items": "list tuple set frozenset deque generator named-tuple",
    "mappings_of_items": "dict ordered-dict counter frozendict",
    "fields": "model-fields typed-dict dataclass-args",
    "instances": "model dataclass",
    "unions_of_types": "union tagged-union",
}
_FAMILY_OF = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds.split()}
_BUILDERS = {}
# What does not change which type a schema is.
_NO_TYPES = (None, "include-exclude-sequence", "include-exclude-dict", "base64")


class Serializer:
    """A serializer. `to_python` makes a value into one of Python's or, in the mode of JSON, into one that JSON has."""

    __slots__ = ()
    name = ""
    # Set if a union may try again with values of subclasses.
    retries = False

    def to_python(self, value, state):
        raise NotImplementedError

    def json_key(self, key, state):
        """The text of a value as a key of JSON."""
        raise NotImplementedError

    def no_key(self, key, state, kind):
        from .inference import infer_key

        if key is None:
            raise TypeError(f"`{kind}` not valid as object key")
        state.unexpected(self.name, key)
        return infer_key(key, state)

    def default(self):
        """The default of the field that this is for, as `Some` of a value, or `None`."""
        return None


def serialize(serializer, value, state):
    """Serializes by a schema, or by the type of the value if that is asked for."""
    if state.as_any:
        from .inference import infer

        return infer(value, state)
    return serializer.to_python(value, state)


def serialize_key(serializer, key, state):
    if state.as_any:
        from .inference import infer_key

        return infer_key(key, state)
    return serializer.json_key(key, state)


def build(schema, config, definitions):
    """The serializer of a schema."""
    described = schema.get("serialization")
    kind = described.get("type") if described is not None else None
    if kind == "function-plain" or kind == "function-wrap":
        from . import by_functions

        builder = by_functions.PlainFunctionSerializer if kind == "function-plain" else by_functions.WrapFunctionSerializer
        try:
            made = builder(schema, config, definitions)
        except SchemaError as error:
            raise SchemaError(f"Error building `{kind}` serializer:\n  SchemaError: {error}") from None
    elif kind not in _NO_TYPES:
        made = build(described, config, definitions)
    else:
        made = _found(schema, config, definitions)
    if schema["type"] in ("model", "dataclass"):
        from .instances import PolymorphicSerializer

        own = schema.get("config") or {}
        return PolymorphicSerializer(schema["cls"], made, bool(own.get("polymorphic_serialization")))
    return made


def _found(schema, config, definitions):
    kind = type_of(schema)
    if definitions.uses_prebuilt and kind in ("model", "dataclass"):
        from ..schema_serializer import SchemaSerializer

        found = prebuilt(kind, schema, "__pydantic_serializer__", SchemaSerializer)
        if found is not None:
            from .by_functions import WrapFunctionSerializer
            from .instances import PrebuiltSerializer

            # A function around it would be called by the one that this is built for, too.
            own = found.serializer
            if not isinstance(getattr(own, "inner", own), WrapFunctionSerializer):
                return PrebuiltSerializer(found)
    builder = _BUILDERS.get(kind)
    if builder is None:
        family = _FAMILY_OF.get(kind)
        if family is None:
            raise SchemaError(f"Unknown serialization schema type: `{kind}`")
        _BUILDERS.update(import_module(f"{__name__}.{family}").BUILDERS)
        builder = _BUILDERS[kind]
    try:
        return builder(schema, config, definitions)
    except Exception as error:
        prefix = type(error).__name__
        raise SchemaError(f"Error building `{kind}` serializer:\n  {prefix}: {error}") from None
