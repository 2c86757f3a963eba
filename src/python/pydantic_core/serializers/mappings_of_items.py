"""Serializers of dictionaries."""

from collections import Counter, OrderedDict

from ..errors import SchemaError
from . import Serializer, build, serialize, serialize_key
from .filters import SKIP, Filter
from .inference import infer
from .plain_values import ANY


class DictSerializer(Serializer):
    __slots__ = ("keys", "values", "filter", "name")
    kind, cls = "dict", dict

    def __init__(self, schema, config, definitions):
        self.keys = build(schema["keys_schema"], config, definitions) if "keys_schema" in schema else ANY
        self.values = build(schema["values_schema"], config, definitions) if "values_schema" in schema else ANY
        self.filter = Filter(schema.get("serialization"))
        self.name = f"{self.kind}[{self.keys.name}, {self.values.name}]"

    def to_python(self, value, state):
        if not isinstance(value, self.cls):
            state.unexpected(self.name, value)
            return infer(value, state)
        made = {}
        include, exclude = state.include, state.exclude
        empty = self.filter.is_empty(state)
        is_json = state.is_json
        try:
            for key, item in value.items():
                inner = (None, None) if empty else self.filter.next(key, include, exclude)
                if inner is SKIP:
                    continue
                state.include = state.exclude = None
                key = serialize_key(self.keys, key, state) if is_json else serialize(self.keys, key, state)
                state.include, state.exclude = inner
                made[key] = serialize(self.values, item, state)
        finally:
            state.include, state.exclude = include, exclude
        return made if is_json else self.made(made)

    def made(self, items):
        return items

    def json_key(self, key, state):
        return self.no_key(key, state, self.kind)


class OrderedDictSerializer(DictSerializer):
    __slots__ = ()
    kind, cls = "ordered-dict", OrderedDict

    def made(self, items):
        return OrderedDict(items)


class CounterSerializer(DictSerializer):
    __slots__ = ()
    kind, cls = "counter", Counter

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        if "values_schema" not in schema:
            self.values = build({"type": "int"}, config, definitions)
        self.name = f"counter[{self.keys.name}]"

    def made(self, items):
        return Counter(items)


def _no_frozendict(schema, config, definitions):
    raise SchemaError("The `frozendict` builtin type is only available on Python 3.15 and above")


BUILDERS = {
    "dict": DictSerializer,
    "ordered-dict": OrderedDictSerializer,
    "counter": CounterSerializer,
    "frozendict": _no_frozendict,
}
