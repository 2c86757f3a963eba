"""Serializers of models and dataclasses."""

from ..schema_reading import extra_behavior
from . import Serializer, build
from .fields import FieldsSerializer
from .inference import call_serializer, infer, infer_key, pydantic_serializer
from .state import LAX, STRICT


def _instance_key(key):
    hash(key)
    return str(key)


class ModelSerializer(Serializer):
    __slots__ = ("cls", "inner", "has_extra", "root_model", "name")
    retries = True

    def __init__(self, schema, config, definitions):
        config = schema.get("config")
        self.cls = schema["cls"]
        self.inner = build(schema["schema"], config, definitions)
        self.root_model = bool(schema.get("root_model"))
        self.has_extra = extra_behavior(schema, config) == "allow"
        self.name = self.cls.__name__

    def _allows(self, value, state):
        if state.check == STRICT:
            return type(value) is self.cls
        if state.check == LAX or self.root_model:
            return isinstance(value, self.cls)
        return hasattr(value, "__dict__")

    def to_python(self, value, state):
        if not self._allows(value, state):
            state.unexpected(self.name, value)
            return infer(value, state)
        model, name = state.model, state.field_name
        if self.root_model:
            state.field_name = "root"
            inner = value.root
        else:
            inner = self._fields(value, state)
        state.model = value
        try:
            if self.root_model and state.as_any and not getattr(self.inner, "is_field_serializer", False):
                return infer(inner, state)
            return self.inner.to_python(inner, state)
        finally:
            state.model, state.field_name = model, name

    def _fields(self, value, state):
        fields = value.__dict__
        if not isinstance(fields, dict):
            raise TypeError(f"'{type(fields).__name__}' object cannot be cast as 'dict'")
        if state.exclude_unset:
            from pydantic_core import MISSING

            given = value.__pydantic_fields_set__
            fields = {key: item if key in given else MISSING for key, item in fields.items()}
        return (fields, value.__pydantic_extra__) if self.has_extra else fields

    def json_key(self, key, state):
        if self._allows(key, state):
            return _instance_key(key)
        state.unexpected(self.name, key)
        return infer_key(key, state)


class DataclassSerializer(Serializer):
    __slots__ = ("cls", "inner", "fields", "name")
    retries = True

    def __init__(self, schema, config, definitions):
        config = schema.get("config")
        self.cls = schema["cls"]
        self.inner = build(schema["schema"], config, definitions)
        self.fields = schema["fields"]
        self.name = self.cls.__name__

    def _allows(self, value, state):
        if state.check == STRICT:
            return type(value) is self.cls
        return isinstance(value, self.cls) if state.check == LAX else hasattr(value, "__dataclass_fields__")

    def to_python(self, value, state):
        if not self._allows(value, state):
            state.unexpected(self.name, value)
            return infer(value, state)
        fields = {name: getattr(value, name) for name in self.fields}
        model, state.model = state.model, value
        try:
            if isinstance(self.inner, FieldsSerializer):
                return self.inner.serialized(fields, None, state)
            return self.inner.to_python(fields, state)
        finally:
            state.model = model

    def json_key(self, key, state):
        if self._allows(key, state):
            return _instance_key(key)
        state.unexpected(self.name, key)
        return infer_key(key, state)


class PrebuiltSerializer(Serializer):
    """The serializer that a class has already."""

    __slots__ = ("schema_serializer",)

    def __init__(self, schema_serializer):
        self.schema_serializer = schema_serializer

    @property
    def name(self):
        return self.schema_serializer.serializer.name

    @property
    def retries(self):
        return self.schema_serializer.serializer.retries

    def to_python(self, value, state):
        return self.schema_serializer.serializer.to_python(value, state)

    def json_key(self, key, state):
        return self.schema_serializer.serializer.json_key(key, state)


class PolymorphicSerializer(Serializer):
    """Serializes instances of subclasses by their own classes, if that is asked for."""

    __slots__ = ("cls", "inner", "enabled")

    def __init__(self, cls, inner, enabled):
        self.cls, self.inner, self.enabled = cls, inner, enabled

    @property
    def name(self):
        return self.inner.name

    @property
    def retries(self):
        return self.inner.retries

    @property
    def is_field_serializer(self):
        return getattr(self.inner, "is_field_serializer", False)

    def to_python(self, value, state):
        wanted = self.enabled if state.polymorphic is None else state.polymorphic
        if wanted and state.check != STRICT and type(value) is not self.cls and isinstance(value, self.cls):
            own = pydantic_serializer(value)
            if own is not None:
                return call_serializer(own, value, state)
        return self.inner.to_python(value, state)

    def json_key(self, key, state):
        return self.inner.json_key(key, state)


BUILDERS = {"model": ModelSerializer, "dataclass": DataclassSerializer}
