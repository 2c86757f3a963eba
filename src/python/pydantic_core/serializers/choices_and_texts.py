"""Serializers of literals and enumerations, of the value that stands for none, and of what a schema has made into texts."""

from ..errors import SchemaError
from . import Serializer
from .inference import infer, infer_key
from .plain_values import BUILDERS as PLAIN
from .warnings_of_values import PydanticSerializationError, PydanticSerializationUnexpectedValue


class MissingSentinelSerializer(Serializer):
    __slots__ = ("inner",)
    name = "missing-sentinel"

    def __init__(self, schema, config, definitions):
        from . import build

        self.inner = build(schema["schema"], config, definitions) if "schema" in schema else None

    @property
    def retries(self):
        return self.inner is not None and self.inner.retries

    def to_python(self, value, state):
        from pydantic_core import MISSING

        if value is MISSING:
            return value
        if self.inner is not None:
            return self.inner.to_python(value, state)
        raise PydanticSerializationUnexpectedValue("Expected 'MISSING' sentinel")

    def json_key(self, key, state):
        if self.inner is not None:
            return self.inner.json_key(key, state)
        return self.no_key(key, state, self.name)


class LiteralSerializer(Serializer):
    __slots__ = ("ints", "texts", "others", "name")

    def __init__(self, schema, config, definitions):
        expected = schema["expected"]
        if not expected:
            raise SchemaError("`expected` should have length > 0")
        self.ints, self.texts, self.others = set(), set(), []
        for item in expected:
            if isinstance(item, bool) or not isinstance(item, (int, str)):
                self.others.append(item)
            elif isinstance(item, int):
                self.ints.add(int(item))
            else:
                self.texts.add(str.__str__(item))
        self.name = f"literal[{','.join(repr(item) for item in expected)}]"

    def _plain(self, value):
        """The value itself, if it is one of those expected that are integers or texts."""
        if isinstance(value, int) and not isinstance(value, bool) and int(value) in self.ints:
            return int(value)
        if isinstance(value, str) and str.__str__(value) in self.texts:
            return str.__str__(value)
        return None

    def to_python(self, value, state):
        if state.check:
            plain = self._plain(value)
            if plain is not None:
                return plain if state.is_json else value
            if value not in self.others:
                state.unexpected(self.name, value)
        return infer(value, state)

    def json_key(self, key, state):
        if state.check:
            plain = self._plain(key)
            if plain is not None:
                return str(plain)
            if key not in self.others:
                state.unexpected(self.name, key)
        return infer_key(key, state)


class EnumSerializer(Serializer):
    __slots__ = ("cls", "inner")
    name = "enum"

    def __init__(self, schema, config, definitions):
        self.cls = schema["cls"]
        sub_type = schema.get("sub_type")
        if sub_type not in (None, "int", "str", "float"):
            raise SchemaError("`sub_type` must be one of: 'int', 'str', 'float' or None")
        self.inner = None if sub_type is None else PLAIN[sub_type](schema, config, definitions)

    @property
    def retries(self):
        return self.inner is not None and self.inner.retries

    def to_python(self, value, state):
        if type(value) is not self.cls:
            state.unexpected(self.name, value)
            return infer(value, state)
        if not state.is_json:
            return value
        return infer(value.value, state) if self.inner is None else self.inner.to_python(value.value, state)

    def json_key(self, key, state):
        if type(key) is not self.cls:
            state.unexpected(self.name, key)
            return infer_key(key, state)
        return infer_key(key.value, state) if self.inner is None else self.inner.json_key(key.value, state)


def uses(when, value, state):
    """Tells if a serializer is used that a schema limits to cases."""
    if when == "always":
        return True
    if when == "json":
        return state.is_json
    return value is not None and (when == "unless-none" or state.is_json)


def when_used(schema, default):
    when = schema.get("when_used") or default
    if when not in ("always", "unless-none", "json", "json-unless-none"):
        raise SchemaError(f'Invalid value for `when_used`: "{when}"')
    return when


class FormatSerializer(Serializer):
    __slots__ = ("format", "when", "name")

    def __init__(self, schema, config, definitions):
        self.format = schema.get("formatting_string") or ""
        self.name = "format" if self.format else "to-string"
        self.when = when_used(schema, "json-unless-none")

    def _text(self, value):
        if not self.format:
            return str(value)
        try:
            return format(value, self.format)
        except Exception as error:
            text = f"Error calling `format(value, {self.format!r})`: {type(error).__name__}: {error}"
            raise PydanticSerializationError(text) from None

    def to_python(self, value, state):
        return self._text(value) if uses(self.when, value, state) else value

    def json_key(self, key, state):
        return self._text(key) if self.when in ("always", "json") or key is not None else "None"


BUILDERS = {
    "missing-sentinel": MissingSentinelSerializer,
    "literal": LiteralSerializer,
    "enum": EnumSerializer,
    "format": FormatSerializer,
    "to-string": FormatSerializer,
}
