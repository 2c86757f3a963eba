"""Dataclasses: instances, made of validated arguments."""

from ..errors import from_function, invalid
from ..schema_reading import is_strict
from ..validation_state import STRICT
from . import Validator, build
from .models import instance_of, revalidates, should_revalidate

_set = object.__setattr__


class DataclassValidator(Validator):
    __slots__ = ("strict", "inner", "cls", "origin", "fields", "post_init", "revalidate", "name", "frozen", "slots")

    def __init__(self, schema, config, definitions):
        config = schema.get("config") or {}
        self.cls = schema["cls"]
        self.origin = schema.get("generic_origin")
        self.name = schema.get("cls_name") or self.cls.__name__
        self.inner = build(schema["schema"], config, definitions)
        self.post_init = bool(schema.get("post_init"))
        self.strict = is_strict(schema, config)
        self.fields = schema["fields"]
        self.revalidate = revalidates(schema, config)
        self.frozen, self.slots = bool(schema.get("frozen")), bool(schema.get("slots"))

    def validate(self, value, state):
        if state.instance is not None:
            instance, state.instance = state.instance, None
            try:
                made = self.inner.validate(value, state)
            finally:
                state.instance = instance
            return self._fill(instance, made, value)
        is_instance, again = instance_of(value, state, self.cls, self.origin)
        if is_instance:
            if not again and not should_revalidate(self.revalidate, value, self.cls):
                return value
            made = self.inner.validate(self._as_dict(value), state)
        elif (self.strict if state.strict is None else state.strict) and state.mode == "python":
            raise invalid("dataclass_exact_type", value, {"class_name": self.name})
        else:
            made = self.inner.validate(value, state)
            state.floor(STRICT)
        return self._fill(self.cls.__new__(self.cls), made, value)

    def _as_dict(self, instance):
        return {name: getattr(instance, name) for name in self.fields}

    def _fill(self, instance, made, value):
        fields, init_only = made
        if self.slots:
            for name, it in fields.items():
                _set(instance, name, it)
        else:
            _set(instance, "__dict__", fields)
        if self.post_init:
            try:
                instance.__post_init__(*(init_only or ()))
            except Exception as error:
                converted = from_function(error, value)
                if converted is error:
                    raise
                raise converted from None
        return instance

    def assign(self, model, field, value, state):
        if self.frozen:
            raise invalid("frozen_instance", value)
        fields = self._as_dict(model)
        fields[field] = value
        fields, _ = self.inner.assign(fields, field, value, state)
        if self.slots:
            _set(model, field, fields[field])
        else:
            _set(model, "__dict__", fields)
        return model


BUILDERS = {"dataclass": DataclassValidator}
