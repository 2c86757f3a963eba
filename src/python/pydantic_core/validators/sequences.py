"""Lists, tuples, sets and deques."""

from collections import deque
from collections.abc import Mapping

from ..errors import Invalid, Line, PydanticOmit, invalid, invalid_at
from ..schema_reading import is_strict
from ..validation_state import ABSENT, EXACT, JSON, LAX, PYTHON
from . import Validator, build
from .scalars import ANY

_CONCRETE = list, tuple, set, frozenset
_NO_SEQUENCES = str, bytes, bytearray, dict


def sequence_input(value, state, strict, cls, kind, json_exactness=EXACT):
    """The items of an input that may be made into a class, and how many they are; `None` if that is not known."""
    if state.kind == PYTHON:
        if isinstance(value, cls):
            return value, len(value)
        if not strict:
            if isinstance(value, _CONCRETE):
                state.floor(LAX)
                return value, len(value)
            if not isinstance(value, _NO_SEQUENCES) and not isinstance(value, Mapping):
                try:
                    items = iter(value)
                except Exception:
                    raise invalid(kind, value) from None
                state.floor(LAX)
                try:
                    # As of the iterator: few tell.
                    return items, len(items)
                except Exception:
                    return items, None
    elif state.kind == JSON and type(value) is list:
        state.floor(json_exactness)
        return value, len(value)
    raise invalid(kind, value)


def _next(items, index, value):
    """The next item, as an error of the input if there is one in getting it."""
    try:
        return next(items, ABSENT)
    except Exception as error:
        raise invalid_at(index, "iteration_error", value, {"error": f"{type(error).__name__}: {error}"}) from None


class _Sequence(Validator):
    __slots__ = ("strict", "items", "least", "most", "fails_fast", "fixed_name", "partial_name")
    word = "List"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.items = build(schema["items_schema"], config, definitions) if schema.get("items_schema") is not None else ANY
        self.least, self.most = schema.get("min_length"), schema.get("max_length")
        self.fails_fast = bool(schema.get("fail_fast"))

    @property
    def name(self):
        return f"{self.word.lower()}[{self.items.name}]"

    def check_least(self, found, value):
        if self.least is not None and len(found) < self.least:
            context = {"field_type": self.word, "min_length": self.least, "actual_length": len(found)}
            raise invalid("too_short", value, context)

    def too_long(self, value, length):
        return invalid("too_long", value, {"field_type": self.word, "max_length": self.most, "actual_length": length})

    def to_list(self, items, length, value, state):
        """The validated items."""
        made, lines, count = [], [], 0
        validate, most, partial = self.items.validate, self.most, state.partial
        items = iter(items)
        index = 0
        item = _next(items, index, value)
        while item is not ABSENT:
            following = _next(items, index + 1, value) if partial else None
            is_last = partial and following is ABSENT
            state.partial = partial if is_last else False
            try:
                made.append(validate(item, state))
                count += 1
            except Invalid as error:
                count += 1
                if not is_last:
                    lines += error.inside(index).lines
                    if self.fails_fast:
                        raise Invalid(lines) from None
            except PydanticOmit:
                pass
            if most is not None and count > most:
                raise self.too_long(value, length)
            index += 1
            item = following if partial else _next(items, index, value)
        if lines:
            raise Invalid(lines)
        return made

    def plain_list(self, items, length, value):
        """The items as they are."""
        made = []
        items = iter(items)
        while (item := _next(items, len(made), value)) is not ABSENT:
            made.append(item)
            if self.most is not None and len(made) > self.most:
                raise self.too_long(value, length)
        return made


class ListValidator(_Sequence):
    __slots__ = ()

    def validate(self, value, state):
        items, length = sequence_input(value, state, self.strict if state.strict is None else state.strict, list, "list_type")
        if self.items is ANY:
            if isinstance(items, list):
                found = items[:]
                self.check_least(found, value)
                if self.most is not None and len(found) > self.most:
                    raise self.too_long(value, len(found))
                return found
            found = self.plain_list(items, length, value)
        elif type(items) is list and not state.partial:
            found = self._list(items, value, state)
        else:
            found = self.to_list(items, length, value, state)
        self.check_least(found, value)
        return found

    def _list(self, items, value, state):
        """As `to_list`, for the input that is most frequent."""
        made, lines, validate, most = [], None, self.items.validate, self.most
        for index, item in enumerate(items):
            try:
                made.append(validate(item, state))
            except Invalid as error:
                lines = (lines or []) + error.inside(index).lines
                if self.fails_fast:
                    raise Invalid(lines) from None
            except PydanticOmit:
                continue
            if most is not None and index >= most and len(made) + (0 if lines is None else 1) > most:
                raise self.too_long(value, len(items))
        if lines:
            raise Invalid(lines)
        return made


class DequeValidator(_Sequence):
    __slots__ = ()
    word = "Deque"

    def validate(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        items, length = sequence_input(value, state, strict, deque, "deque_type", 1)
        if self.items is ANY:
            found = self.plain_list(items, length, value)
        else:
            found = self.to_list(items, length, value, state)
        self.check_least(found, value)
        return deque(found, value.maxlen if isinstance(value, deque) else None)


class _Set(_Sequence):
    __slots__ = ()

    def gather(self, value, state, cls, kind):
        strict = self.strict if state.strict is None else state.strict
        items, _ = sequence_input(value, state, strict, cls, kind, 1)
        made, lines, partial = set(), [], state.partial
        items = iter(items)
        index = 0
        item = _next(items, index, value)
        while item is not ABSENT:
            following = _next(items, index + 1, value) if partial else None
            is_last = partial and following is ABSENT
            state.partial = partial if is_last else False
            try:
                found = self.items.validate(item, state)
                try:
                    made.add(found)
                except TypeError:
                    raise invalid("set_item_not_hashable", item) from None
                if self.most is not None and len(made) > self.most:
                    raise _TooLong
            except _TooLong:
                raise self.too_long(value, None) from None
            except Invalid as error:
                if not is_last:
                    lines += error.inside(index).lines
                    if self.fails_fast:
                        raise Invalid(lines) from None
            except PydanticOmit:
                pass
            index += 1
            item = following if partial else _next(items, index, value)
        if lines:
            raise Invalid(lines)
        self.check_least(made, value)
        return made


class _TooLong(Exception):
    pass


class SetValidator(_Set):
    __slots__ = ()
    word = "Set"

    def validate(self, value, state):
        return self.gather(value, state, set, "set_type")


class FrozenSetValidator(_Set):
    __slots__ = ()
    word = "Frozenset"

    def validate(self, value, state):
        return frozenset(self.gather(value, state, frozenset, "frozen_set_type"))


class TupleValidator(Validator):
    """A tuple: validators by position, one of which may be for any number of items."""

    __slots__ = ("strict", "validators", "variadic", "least", "most", "name", "fails_fast")

    def __init__(self, schema, config, definitions):
        self.validators = [build(item, config, definitions) for item in schema["items_schema"]]
        self.variadic = schema.get("variadic_item_index")
        names = [validator.name for validator in self.validators]
        if self.variadic is not None:
            names.insert(self.variadic + 1, "...")
        self.name = f"tuple[{', '.join(names)}]"
        self.strict = is_strict(schema, config)
        self.least, self.most = schema.get("min_length"), schema.get("max_length")
        self.fails_fast = bool(schema.get("fail_fast"))

    def validate(self, value, state):
        state.partial = False
        strict = self.strict if state.strict is None else state.strict
        items, length = sequence_input(value, state, strict, tuple, "tuple_type", 1)
        given = self._given(items, length, value)
        made, lines = [], []
        validators = self._by_position(len(given))
        for index, validator in enumerate(validators):
            try:
                if index < len(given):
                    made.append(validator.validate(given[index], state))
                    if self.most is not None and len(made) > self.most:
                        raise _TooLong
                else:
                    found = validator.default_value(state, index)
                    if found is ABSENT:
                        lines.append(Line("missing", value, None, [index]))
                    else:
                        made.append(found)
            except _TooLong:
                raise self._too_long(value, self.most, length) from None
            except Invalid as error:
                if index >= len(given):
                    raise
                lines += error.inside(index).lines
            except PydanticOmit:
                if index >= len(given):
                    raise
            if lines and self.fails_fast:
                raise Invalid(lines) from None
        if len(given) > len(validators):
            raise self._too_long(value, len(self.validators), length)
        if self.least is not None and len(made) < self.least:
            context = {"field_type": "Tuple", "min_length": self.least, "actual_length": len(made)}
            lines.append(Line("too_short", value, context))
        if lines:
            raise Invalid(lines)
        return tuple(made)

    def _given(self, items, length, value):
        if length is not None and isinstance(items, (list, tuple)):
            return items
        given = []
        items = iter(items)
        # Of an endless input no more is taken than tells that it is too long.
        most = self.most + len(self.validators) if self.most is not None else None
        if self.variadic is None:
            most = len(self.validators)
        while most is None or len(given) <= most:
            try:
                item = next(items, ABSENT)
            except Exception as error:
                text = f"{type(error).__name__}: {error}"
                raise invalid_at(len(given) + 1, "iteration_error", value, {"error": text}) from None
            if item is ABSENT:
                break
            given.append(item)
        return given

    def _by_position(self, count):
        if self.variadic is None:
            return self.validators
        tail = self.validators[self.variadic + 1 :]
        middle = max(count - self.variadic - len(tail), 0)
        return [*self.validators[: self.variadic], *[self.validators[self.variadic]] * middle, *tail]

    def _too_long(self, value, most, length):
        return invalid("too_long", value, {"field_type": "Tuple", "max_length": most, "actual_length": length})


BUILDERS = {
    "list": ListValidator,
    "deque": DequeValidator,
    "set": SetValidator,
    "frozenset": FrozenSetValidator,
    "tuple": TupleValidator,
}
