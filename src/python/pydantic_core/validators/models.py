"""Models: instances of a class, made of validated fields."""

from ..errors import SchemaError, from_function, invalid, invalid_at
from ..markers import PydanticUndefined
from ..schema_reading import from_either
from ..validation_state import PYTHON, STRICT
from . import Validator, build

_set = object.__setattr__


def revalidates(schema, config):
    found = from_either(schema, config, "revalidate_instances") or "never"
    if found not in ("always", "never", "subclass-instances"):
        raise SchemaError(f"Invalid revalidate_instances value: {found}")
    return found


def should_revalidate(how, value, cls):
    return how == "always" or how == "subclass-instances" and type(value) is not cls


def instance_of(value, state, cls, origin):
    """Tells if an input is an instance of a class, and if of its origin only, so that it has to be validated again."""
    if state.kind != PYTHON:
        return False, False
    if isinstance(value, cls):
        return True, False
    return (True, True) if origin is not None and isinstance(value, origin) else (False, False)


class ModelValidator(Validator):
    __slots__ = ("cls", "origin", "inner", "revalidate", "post_init", "frozen", "custom_init", "root_model", "name")

    def __init__(self, schema, config, definitions):
        # The configuration of what is around a model is not its own.
        config = schema.get("config")
        self.cls = schema["cls"]
        if not isinstance(self.cls, type):
            raise TypeError(f"'{type(self.cls).__name__}' object is not an instance of 'type'")
        self.origin = schema.get("generic_origin")
        self.inner = build(schema["schema"], config, definitions)
        self.revalidate = revalidates(schema, config)
        self.post_init = schema.get("post_init")
        self.frozen = bool(schema.get("frozen"))
        self.custom_init = bool(schema.get("custom_init"))
        self.root_model = bool(schema.get("root_model"))
        self.name = self.cls.__name__

    def validate(self, value, state):
        if state.instance is not None:
            instance, state.instance = state.instance, None
            try:
                self._fill(instance, value, None, state)
            finally:
                state.instance = instance
            return self._after(instance, value, state)
        is_instance, again = instance_of(value, state, self.cls, self.origin)
        if not is_instance:
            state.floor(STRICT)
            return self._construct(value, None, state)
        if not again and not should_revalidate(self.revalidate, value, self.cls):
            return value
        given = value.__pydantic_fields_set__
        if self.root_model:
            return self._construct(value.root, given, state)
        extra = value.__pydantic_extra__
        fields = value.__dict__ if extra is None else {**value.__dict__, **extra}
        return self._construct(fields, given, state)

    def _construct(self, value, given, state):
        if self.custom_init and isinstance(value, dict):
            try:
                return self.cls(**value)
            except Exception as error:
                converted = from_function(error, value)
                if converted is error:
                    raise
                raise converted from None
        instance = None
        if self.root_model:
            made = self._root(value, state)
        else:
            made = self.inner.validate(value, state)
        instance = self.cls.__new__(self.cls)
        self._set(instance, made, value, given)
        return self._after(instance, value, state)

    def _fill(self, instance, value, given, state):
        made = self._root(value, state) if self.root_model else self.inner.validate(value, state)
        self._set(instance, made, value, given)

    def _root(self, value, state):
        name, state.field_name = state.field_name, "root"
        try:
            return self.inner.validate(value, state)
        finally:
            state.field_name = name

    def _set(self, instance, made, value, given):
        if self.root_model:
            _set(instance, "__pydantic_fields_set__", set() if value is PydanticUndefined else {"root"})
            _set(instance, "root", made)
            return
        fields, extra, own = made
        _set(instance, "__dict__", fields)
        _set(instance, "__pydantic_extra__", extra)
        _set(instance, "__pydantic_private__", None)
        _set(instance, "__pydantic_fields_set__", own if given is None else given)

    def _after(self, instance, value, state):
        if self.post_init is not None:
            try:
                getattr(instance, self.post_init)(state.context)
            except Exception as error:
                converted = from_function(error, value)
                if converted is error:
                    raise
                raise converted from None
        return instance

    def assign(self, model, field, value, state):
        if self.frozen:
            raise invalid("frozen_instance", value)
        if self.root_model:
            if field != "root":
                raise invalid_at(field, "no_such_attribute", value, {"attribute": field})
            _set(model, "root", self._root(value, state))
            return model
        fields = dict(model.__dict__)
        if isinstance(model.__pydantic_extra__, dict):
            fields.update(model.__pydantic_extra__)
        fields[field] = value
        made, extra, given = self.inner.assign(fields, field, value, state)
        own = getattr(model, "__pydantic_fields_set__", None)
        if own is not None:
            own.update(given)
        _set(model, "__dict__", made)
        _set(model, "__pydantic_extra__", extra)
        return model


BUILDERS = {"model": ModelValidator}
