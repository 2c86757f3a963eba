"""Serializers of unions: the first type that a value is of, or the one that its tag names."""

from ..errors import SchemaError
from ..validation_state import ABSENT
from ..validators.lookups import Path
from ..validators.unions import Discriminator
from . import Serializer, build, serialize, serialize_key
from .inference import infer, infer_key
from .state import LAX, NO_CHECK, STRICT
from .warnings_of_values import PydanticSerializationUnexpectedValue

_NONE = object()


def _checked(serializer, value, state, check, function):
    outer, state.check = state.check, check
    try:
        return function(serializer, value, state)
    finally:
        state.check = outer


class UnionSerializer(Serializer):
    __slots__ = ("choices",)

    def __init__(self, choices):
        self.choices = choices

    @property
    def name(self):
        return f"Union[{', '.join(choice.name for choice in self.choices)}]"

    @property
    def retries(self):
        return any(choice.retries for choice in self.choices)

    def to_python(self, value, state):
        found = self.chosen(value, state, self._serialized)
        return infer(value, state) if found is _NONE else found

    def json_key(self, key, state):
        found = self.chosen(key, state, serialize_key)
        return infer_key(key, state) if found is _NONE else found

    @staticmethod
    def _serialized(serializer, value, state):
        if not state.text:
            return serialize(serializer, value, state)
        # A text of JSON is of what a choice makes for JSON.
        state.text = False
        try:
            found = serialize(serializer, value, state)
        finally:
            state.text = True
        include, exclude, check = state.include, state.exclude, state.check
        state.include, state.exclude, state.check = None, None, NO_CHECK
        try:
            return infer(found, state)
        finally:
            state.include, state.exclude, state.check = include, exclude, check

    def chosen(self, value, state, function):
        """What the first choice makes of a value that it fits; nothing if it fits none."""
        return self.first(value, state, function)

    def first(self, value, state, function):
        errors = []
        for choice in self.choices:
            try:
                return _checked(choice, value, state, state.check or STRICT, function)
            except Exception as error:
                errors.append(error)
        if state.check:
            texts = [f"{type(error).__name__}: {error}" for error in errors]
            raise PydanticSerializationUnexpectedValue("\n".join(texts))
        if self.retries:
            for choice in self.choices:
                try:
                    return _checked(choice, value, state, LAX, function)
                except Exception:
                    pass
        for error in errors:
            state.warn(_as_warning(error))
        return _NONE


def _as_warning(error):
    if isinstance(error, PydanticSerializationUnexpectedValue):
        return error
    return PydanticSerializationUnexpectedValue(f"{type(error).__name__}: {error}")


class TaggedUnionSerializer(UnionSerializer):
    __slots__ = ("discriminator", "by_tag")

    def __init__(self, schema, config, definitions):
        self.discriminator = Discriminator(schema["discriminator"])
        self.by_tag = {tag: build(choice, config, definitions) for tag, choice in schema["choices"].items()}
        super().__init__(list(self.by_tag.values()))

    @property
    def name(self):
        return f"TaggedUnion[{', '.join(choice.name for choice in self.choices)}]"

    def _tag(self, value):
        try:
            if self.discriminator.function is not None:
                return self.discriminator.function(value)
        except Exception:
            return ABSENT
        how = Path.in_dict if isinstance(value, dict) else Path.in_object
        for path in self.discriminator.paths:
            try:
                found = how(path, value)
            except Exception:
                continue
            if found is not ABSENT:
                return found
        return ABSENT

    def chosen(self, value, state, function):
        tag = self._tag(value)
        choice = None if tag is ABSENT else self.by_tag.get(tag)
        if choice is None:
            if not state.check:
                text = (
                    "Defaulting to left to right union serialization - failed to get discriminator value for tagged union "
                    "serialization"
                )
                state.warn(PydanticSerializationUnexpectedValue(text, None, None, value))
            return self.first(value, state, function)
        try:
            return _checked(choice, value, state, state.check or STRICT, function)
        except Exception as error:
            if state.check:
                raise
            if self.retries:
                try:
                    return _checked(choice, value, state, LAX, function)
                except Exception:
                    pass
            state.warn(_as_warning(error))
            return _NONE


def _union(schema, config, definitions):
    choices = [build(it[0] if isinstance(it, tuple) else it, config, definitions) for it in schema["choices"]]
    if not choices:
        raise SchemaError("One or more union choices required")
    return choices[0] if len(choices) == 1 else UnionSerializer(choices)


def _tagged_union(schema, config, definitions):
    made = TaggedUnionSerializer(schema, config, definitions)
    if not made.choices:
        raise SchemaError("One or more union choices required")
    return made.choices[0] if len(made.choices) == 1 else made


BUILDERS = {"union": _union, "tagged-union": _tagged_union}
