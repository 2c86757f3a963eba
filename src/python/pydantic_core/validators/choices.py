"""One of some values: literals, and the members of enumerations."""

from ..errors import Invalid, SchemaError, invalid
from ..schema_reading import is_strict
from ..texts import listed
from ..validation_state import ABSENT, LAX, PYTHON
from . import Validator
from .conversions import float_of, int_of, str_of
from .objects import class_text


class Choices:
    """Values by what is equal to them, where 1, `True` and a member of value 1 are not the same."""

    __slots__ = ("truths", "ints", "texts", "others", "unhashable", "primitives")

    def __init__(self, pairs):
        self.truths, self.ints, self.texts, self.others, self.primitives = {}, {}, {}, {}, {}
        self.unhashable = []
        for key, value in pairs:
            kind = type(key)
            if kind is bool:
                self.truths[key] = value
                self.primitives[key] = value
            if kind is int and -(2**63) <= key < 2**63:
                self.ints[key] = value
                self.primitives[key] = value
            elif kind is str:
                self.texts[key] = value
                self.primitives[key] = value
            else:
                try:
                    self.others[key] = value
                except TypeError:
                    self.unhashable.append((key, value))

    def find(self, key, input_kind):
        kind = type(key)
        if kind is bool and key in self.truths:
            return self.truths[key]
        if kind is int and key in self.ints:
            return self.ints[key]
        if kind is str and key in self.texts:
            return self.texts[key]
        try:
            if key in self.others:
                return self.others[key]
        except TypeError:
            pass
        for known, value in self.unhashable:
            if known == key:
                return value
        try:
            return self.primitives.get(key, ABSENT)
        except TypeError:
            return ABSENT


class LiteralValidator(Validator):
    __slots__ = ("choices", "expected", "name")

    def __init__(self, schema, config, definitions):
        expected = schema["expected"]
        if not expected:
            raise SchemaError("`expected` should have length > 0")
        texts = [repr(value) for value in expected]
        self.expected = listed(texts)
        self.name = f"literal[{','.join(texts)}]"
        self.choices = Choices([(value, value) for value in expected])

    def validate(self, value, state):
        found = self.choices.find(value, state.kind)
        if found is ABSENT:
            raise invalid("literal_error", value, {"expected": self.expected})
        return found


class EnumValidator(Validator):
    __slots__ = ("cls", "choices", "expected", "strict", "text", "sub_type", "name")

    def __init__(self, schema, config, definitions):
        members = schema["members"]
        if not members:
            raise SchemaError("`members` should have length > 0")
        self.cls = schema["cls"]
        self.text = class_text(schema, self.cls)
        self.expected = listed([repr(member.value) for member in members])
        self.choices = Choices([(member.value, member) for member in members])
        self.strict = is_strict(schema, config)
        self.sub_type = schema.get("sub_type")
        if self.sub_type not in (None, "int", "str", "float"):
            raise SchemaError("`sub_type` must be one of: 'int', 'str', 'float' or None")
        self.name = f"{self.sub_type}-enum[{self.text}]" if self.sub_type else f"enum[{self.text}]"

    def validate(self, value, state):
        if state.kind == PYTHON and type(value) is self.cls:
            return value
        strict = self.strict if state.strict is None else state.strict
        if strict and state.mode == "python":
            raise invalid("is_instance_of", value, {"class": self.text})
        state.floor(LAX)
        found = self._find(value, state, strict)
        if found is not ABSENT:
            return found
        try:
            return self.cls(value)
        except ValueError:
            raise invalid("enum", value, {"expected": self.expected}) from None

    def _find(self, value, state, strict):
        if self.sub_type == "int":
            return self._of(int_of, self.choices.ints, value, state, strict)
        if self.sub_type == "str":
            return self._text(value, state, strict)
        if self.sub_type == "float":
            return self._of(float_of, self.choices.others, value, state, strict)
        found = self.choices.find(value, state.kind)
        if found is ABSENT and not strict and state.kind == PYTHON:
            if isinstance(value, str):
                return self._text(value, state, False)
            if isinstance(value, (int, float)):
                return self._of(int_of, self.choices.ints, value, state, False)
        return found

    def _of(self, convert, choices, value, state, strict):
        if not choices:
            return ABSENT
        exactness = state.exactness
        try:
            return choices.get(convert(value, state, strict), ABSENT)
        except Invalid:
            return ABSENT
        finally:
            state.exactness = exactness

    def _text(self, value, state, strict):
        def convert(value, state, strict):
            return value if type(value) is str else str_of(value, state, strict, False)

        return self._of(convert, self.choices.texts, value, state, strict)


BUILDERS = {"literal": LiteralValidator, "enum": EnumValidator}
