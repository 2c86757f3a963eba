"""Serializers around others: of what may be absent, has a default, or is referred to."""

from ..errors import SchemaError
from ..markers import Some
from . import Serializer, build, serialize, serialize_key
from .inference import infer_key
from .plain_values import ANY


class NullableSerializer(Serializer):
    __slots__ = ("inner",)
    name = "nullable"

    def __init__(self, schema, config, definitions):
        self.inner = build(schema["schema"], config, definitions)

    @property
    def retries(self):
        return self.inner.retries

    def to_python(self, value, state):
        return None if value is None else serialize(self.inner, value, state)

    def json_key(self, key, state):
        return "None" if key is None else serialize_key(self.inner, key, state)


class DefaultSerializer(Serializer):
    __slots__ = ("inner", "schema")
    name = "default"

    def __init__(self, schema, config, definitions):
        if "default" in schema and schema.get("default_factory") is not None:
            raise SchemaError("'default' and 'default_factory' cannot be used together")
        self.schema = schema
        self.inner = build(schema["schema"], config, definitions)

    @property
    def retries(self):
        return self.inner.retries

    def to_python(self, value, state):
        return serialize(self.inner, value, state)

    def json_key(self, key, state):
        return serialize_key(self.inner, key, state)

    def default(self):
        if "default" in self.schema:
            return Some(self.schema["default"])
        factory = self.schema.get("default_factory")
        if factory is None or self.schema.get("default_factory_takes_data"):
            return None
        return Some(factory())


class JsonSerializer(Serializer):
    __slots__ = ("inner",)
    name = "json"

    def __init__(self, schema, config, definitions):
        self.inner = build(schema["schema"], config, definitions) if "schema" in schema else ANY

    def _text(self, value, state):
        from ..schema_serializer import json_text

        return json_text(self.inner, value, state)

    def to_python(self, value, state):
        return self._text(value, state) if state.round_trip else serialize(self.inner, value, state)

    def json_key(self, key, state):
        return self._text(key, state) if state.round_trip else infer_key(key, state)


class JsonOrPythonSerializer(Serializer):
    __slots__ = ("json", "python", "name")

    def __init__(self, schema, config, definitions):
        self.json = build(schema["json_schema"], config, definitions)
        self.python = build(schema["python_schema"], config, definitions)
        self.name = f"json-or-python[json={self.json.name}, python={self.python.name}]"

    def to_python(self, value, state):
        return serialize(self.json if state.text else self.python, value, state)

    def json_key(self, key, state):
        return serialize_key(self.json, key, state)


class DefinitionRefSerializer(Serializer):
    __slots__ = ("built", "reference", "asking")
    name = "definition-ref"

    def __init__(self, schema, config, definitions):
        self.reference = schema["schema_ref"]
        definitions.asked.add(self.reference)
        self.built = definitions.built
        self.asking = False

    @property
    def retries(self):
        if self.asking:
            return False
        self.asking = True
        try:
            return self.built[self.reference].retries
        finally:
            self.asking = False

    def to_python(self, value, state):
        # A schema within another may have definitions of the same names.
        key = id(value), id(self.built), self.reference
        if key in state.guard:
            raise ValueError("Circular reference detected (id repeated)")
        if len(state.guard) >= 255:
            raise ValueError("Maximum serialization depth exceeded")
        state.guard.add(key)
        try:
            return self.built[self.reference].to_python(value, state)
        finally:
            state.guard.discard(key)

    def json_key(self, key, state):
        return self.built[self.reference].json_key(key, state)


def _definitions(schema, config, definitions):
    for definition in schema["definitions"]:
        definitions.add(definition["ref"], build(definition, config, definitions))
    return build(schema["schema"], config, definitions)


def _of(key):
    return lambda schema, config, definitions: build(schema[key], config, definitions)


def _chain(schema, config, definitions):
    return build(schema["steps"][-1], config, definitions)


def _call(schema, config, definitions):
    return build(schema["return_schema"], config, definitions) if schema.get("return_schema") is not None else ANY


def _arguments(schema, config, definitions):
    raise SchemaError("`arguments` validators require a custom serializer")


BUILDERS = {
    "nullable": NullableSerializer,
    "default": DefaultSerializer,
    "json": JsonSerializer,
    "json-or-python": JsonOrPythonSerializer,
    "definition-ref": DefinitionRefSerializer,
    "definitions": _definitions,
    "chain": _chain,
    "lax-or-strict": _of("strict_schema"),
    "custom-error": _of("schema"),
    "function-before": _of("schema"),
    "function-after": _of("schema"),
    "function-wrap": _of("schema"),
    "call": _call,
    "arguments": _arguments,
    "arguments-v3": _arguments,
}
