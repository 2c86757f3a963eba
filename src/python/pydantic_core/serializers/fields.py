"""Serializers of the fields of models, typed dictionaries and dataclasses."""

from ..errors import SchemaError
from ..schema_reading import extra_behavior, from_either
from . import Serializer, build
from .filters import SKIP, Filter
from .inference import infer
from .state import STRICT
from .warnings_of_values import PydanticSerializationUnexpectedValue


class Field:
    """A field of a schema, or one that is computed. Without a serializer it is left out."""

    __slots__ = ("name", "alias", "serializer", "required", "by_alias", "exclude_if", "by_function")

    def __init__(self, name, alias, serializer, required, by_alias, exclude_if):
        self.name, self.alias, self.serializer, self.required = name, alias, serializer, required
        self.by_alias, self.exclude_if = by_alias, exclude_if
        # A function for a field is used even where values are serialized by their types.
        self.by_function = getattr(serializer, "is_field_serializer", False)

    def key(self, state):
        if self.alias is None:
            return self.name
        by_alias = state.by_alias if state.by_alias is not None else self.by_alias
        return self.alias if by_alias else self.name


class FieldsSerializer(Serializer):
    """Serializes a dictionary of fields. `extra` tells where what is no field is: nowhere, in the dictionary, beside it."""

    __slots__ = ("fields", "computed", "extra", "extra_values", "filter", "required")
    name = "general-fields"

    def __init__(self, fields, computed, extra, extra_values):
        self.fields = {field.name: field for field in fields}
        self.computed, self.extra, self.extra_values = computed, extra, extra_values
        self.filter = Filter()
        self.required = sum(field.required for field in self.fields.values())

    def to_python(self, value, state):
        extras = None
        if self.extra == "beside":
            if not isinstance(value, tuple) or len(value) != 2:
                state.unexpected(self.name, value)
                return infer(value, state)
            value, extras = value
        if not isinstance(value, dict):
            state.unexpected(self.name, value)
            return infer(value, state)
        return self.serialized(value, extras, state)

    def json_key(self, key, state):
        return self.no_key(key, state, "fields")

    def serialized(self, value, extras, state):
        from pydantic_core import MISSING

        model = state.model
        if model is None:
            raise PydanticSerializationUnexpectedValue("No model found for fields serialization")
        made, used = {}, 0
        include, exclude, name = state.include, state.exclude, state.field_name
        empty = include is None and exclude is None
        exclude_none, exclude_defaults, as_any = state.exclude_none, state.exclude_defaults, state.as_any
        fields = self.fields
        try:
            for key, item in list(value.items()):
                field = fields.get(key)
                if field is None:
                    if self.extra == "in":
                        state.field_name = key
                        self._extra(key, item, include, exclude, state, made)
                    elif state.check == STRICT:
                        text = f"Unexpected field `{key}`"
                        raise PydanticSerializationUnexpectedValue(text, key, type(model).__name__)
                    continue
                if field.required:
                    used += 1
                serializer = field.serializer
                if serializer is None:
                    continue
                inner = (None, None) if empty else self.filter.next(key, include, exclude)
                if inner is SKIP or exclude_none and item is None or item is MISSING:
                    continue
                if field.exclude_if is not None and field.exclude_if(item):
                    continue
                if exclude_defaults:
                    default = serializer.default()
                    if default is not None and item == default.value:
                        continue
                state.field_name = key
                state.include, state.exclude = inner
                if as_any and not field.by_function:
                    made[field.key(state)] = infer(item, state)
                else:
                    made[field.name if field.alias is None else field.key(state)] = serializer.to_python(item, state)
            if state.check and self.required > used:
                text = f"Expected {self.required} fields but got {used}"
                raise PydanticSerializationUnexpectedValue(text, name, type(model).__name__, model)
            state.field_name = name
            for key, item in list((extras or {}).items()):
                self._extra(key, item, include, exclude, state, made)
            if self.computed and not state.round_trip and not state.exclude_computed:
                self._computed(model, include, exclude, state, made)
        finally:
            state.include, state.exclude, state.field_name = include, exclude, name
        return made

    def _extra(self, key, item, include, exclude, state, made):
        from pydantic_core import MISSING

        inner = self.filter.next(key, include, exclude)
        if inner is SKIP or state.exclude_none and item is None or item is MISSING:
            return
        state.include, state.exclude = inner
        serializer = self.extra_values
        made[key] = infer(item, state) if serializer is None or state.as_any else serializer.to_python(item, state)

    def _computed(self, model, include, exclude, state, made):
        from pydantic_core import MISSING

        for field in self.computed:
            inner = self.filter.next(field.name, include, exclude)
            if inner is SKIP:
                continue
            item = getattr(model, field.name)
            if state.exclude_none and item is None or item is MISSING:
                continue
            if field.exclude_if is not None and field.exclude_if(item):
                continue
            state.field_name = field.name
            state.include, state.exclude = inner
            made[field.key(state)] = field.serializer.to_python(item, state)


def _computed_fields(schema, config, definitions):
    found = []
    for described in schema.get("computed_fields") or ():
        name = described["property_name"]
        try:
            serializer = build(described["return_schema"], config, definitions)
        except SchemaError as error:
            raise SchemaError(f"Computed field `{name}`:\n  SchemaError: {error}") from None
        by_alias = (config or {}).get("serialize_by_alias")
        found.append(Field(name, described.get("alias"), serializer, False, by_alias, described.get("serialization_exclude_if")))
    return found


def _field(name, described, required, config, definitions, place=None):
    by_alias = (config or {}).get("serialize_by_alias")
    if described.get("serialization_exclude"):
        return Field(name, None, None, required, by_alias, None)
    try:
        serializer = build(described["schema"], config, definitions)
    except SchemaError as error:
        raise SchemaError(f"Field `{name if place is None else place}`:\n  SchemaError: {error}") from None
    alias, exclude_if = described.get("serialization_alias"), described.get("serialization_exclude_if")
    return Field(name, alias, serializer, required, by_alias, exclude_if)


def _extras(schema, config, definitions, allows):
    if schema.get("extras_schema") is None:
        return None
    if not allows:
        raise SchemaError("extras_schema can only be used if extra_behavior=allow")
    return build(schema["extras_schema"], config, definitions)


def _model_fields(schema, config, definitions):
    allows = extra_behavior(schema, config) == "allow"
    extra_values = _extras(schema, config, definitions, allows)
    fields = [_field(name, described, True, config, definitions) for name, described in schema["fields"].items()]
    computed = _computed_fields(schema, config, definitions)
    return FieldsSerializer(fields, computed, "beside" if allows else None, extra_values)


def _dataclass_args(schema, config, definitions):
    allows = extra_behavior(schema, config) == "allow"
    fields = [
        _field(described["name"], described, True, config, definitions, index)
        for index, described in enumerate(schema["fields"])
        if not described.get("init_only")
    ]
    return FieldsSerializer(fields, _computed_fields(schema, config, definitions), "in" if allows else None, None)


class TypedDictSerializer(Serializer):
    __slots__ = ("fields",)
    name = "typed-dict"

    def __init__(self, schema, config, definitions):
        total = from_either(schema, config, "total", "typed_dict_total")
        total = True if total is None else total
        allows = extra_behavior(schema, config) == "allow"
        extra_values = _extras(schema, config, definitions, allows)
        fields = []
        for name, described in schema["fields"].items():
            required = described.get("required")
            fields.append(_field(name, described, total if required is None else required, config, definitions))
        computed = _computed_fields(schema, config, definitions)
        self.fields = FieldsSerializer(fields, computed, "in" if allows else None, extra_values)

    def to_python(self, value, state):
        model, state.model = state.model, value
        try:
            return self.fields.to_python(value, state)
        finally:
            state.model = model

    def json_key(self, key, state):
        return self.no_key(key, state, "typed-dict")


BUILDERS = {"model-fields": _model_fields, "dataclass-args": _dataclass_args, "typed-dict": TypedDictSerializer}
