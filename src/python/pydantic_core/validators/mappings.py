"""Dictionaries: of one type of keys and one of values, ordered, and of counts."""

from collections import Counter, OrderedDict
from collections.abc import Mapping

from ..errors import Invalid, PydanticOmit, SchemaError, invalid, location
from ..schema_reading import is_strict
from ..validation_state import JSON, LAX, PYTHON, STRICT, STRINGS
from . import Validator, build
from .lookups import checked_text, mapping_items
from .scalars import ANY


def mapping_input(value, state, strict, cls, kind):
    """The items of an input that may be made into a class of dictionaries."""
    if state.kind == PYTHON:
        if cls is dict:
            if type(value) is dict:
                return value.items()
            if isinstance(value, dict) if strict else isinstance(value, Mapping):
                return mapping_items(value)
        elif isinstance(value, cls):
            return list(value.items())
        elif not strict and isinstance(value, Mapping):
            state.floor(LAX)
            return value.items() if type(value) is dict else mapping_items(value)
    elif isinstance(value, dict):
        if cls is not dict:
            state.floor(STRICT)
        return value.items()
    raise invalid(kind, value)


class DictValidator(Validator):
    __slots__ = ("strict", "keys", "values", "least", "most", "fails_fast", "name")
    kind, cls, error, word = "dict", dict, "dict_type", "Dictionary"

    def __init__(self, schema, config, definitions):
        self.keys = build(schema["keys_schema"], config, definitions) if "keys_schema" in schema else ANY
        self.values = build(schema["values_schema"], config, definitions) if "values_schema" in schema else ANY
        self.strict = is_strict(schema, config)
        self.least, self.most = schema.get("min_length"), schema.get("max_length")
        self.fails_fast = bool(schema.get("fail_fast"))
        self.name = f"{self.kind}[{self.keys.name},{self.values.name}]"

    def validate(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        items = mapping_input(value, state, strict, self.cls, self.error)
        made, lines = {}, []
        partial = state.partial
        last = len(items) - 1 if partial else None
        keys, values, most = self.keys.validate, self.values.validate, self.most
        texts = state.kind == STRINGS
        # JSON has no keys but texts: they are read for what they say, however strict the validation is.
        given = state.strict
        key_strict = False if state.kind == JSON else given
        for index, (key, item) in enumerate(items):
            is_last = index == last
            state.partial = False
            is_valid = True
            if texts:
                if not isinstance(key, str):
                    raise invalid("string_type", key)
                checked_text(item)
            state.strict = key_strict
            try:
                made_key = keys(key, state)
            except Invalid as error:
                is_valid = False
                lines += error.inside("[key]").inside(location(key)).lines
                if self.fails_fast:
                    break
            except PydanticOmit:
                continue
            finally:
                state.strict = given
            state.partial = partial if is_last else False
            try:
                made_item = values(item, state)
            except Invalid as error:
                if not is_last:
                    lines += error.inside(location(key)).lines
                if lines and self.fails_fast:
                    break
                continue
            except PydanticOmit:
                continue
            if is_valid:
                made[made_key] = made_item
                if most is not None and len(made) > most:
                    raise invalid("too_long", value, {"field_type": self.word, "max_length": most, "actual_length": None})
        if lines:
            raise Invalid(lines)
        if self.least is not None and len(made) < self.least:
            context = {"field_type": self.word, "min_length": self.least, "actual_length": len(made)}
            raise invalid("too_short", value, context)
        return self.made(made)

    def made(self, items):
        return items


class OrderedDictValidator(DictValidator):
    __slots__ = ()
    kind, cls, error, word = "ordered-dict", OrderedDict, "ordered_dict_type", "OrderedDict"

    def made(self, items):
        return OrderedDict(items)


class CounterValidator(DictValidator):
    __slots__ = ()
    kind, cls, error, word = "counter", Counter, "counter_type", "Counter"

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
    "dict": DictValidator,
    "ordered-dict": OrderedDictValidator,
    "counter": CounterValidator,
    "frozendict": _no_frozendict,
}
