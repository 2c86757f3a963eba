"""Serializers of lists, tuples, sets, deques and iterators."""

from collections import deque

from . import Serializer, build, serialize, serialize_key
from .filters import SKIP, Filter, resolved
from .inference import infer, infer_key
from .plain_values import ANY
from .state import NO_CHECK, STRICT
from .warnings_of_values import PydanticSerializationUnexpectedValue


def items_of(schema, config, definitions):
    return build(schema["items_schema"], config, definitions) if schema.get("items_schema") is not None else ANY


class ListSerializer(Serializer):
    __slots__ = ("items", "filter", "name")
    kind, cls = "list", list

    def __init__(self, schema, config, definitions):
        self.items = items_of(schema, config, definitions)
        self.filter = Filter(schema.get("serialization"))
        self.name = f"{self.kind}[{self.items.name}]"

    @property
    def retries(self):
        return self.kind != "set" and self.kind != "frozenset" and self.items.retries

    def to_python(self, value, state):
        if not isinstance(value, self.cls):
            state.unexpected(self.name, value)
            return infer(value, state)
        return self.made(self.serialized(value, len(value), state), value, state)

    def serialized(self, value, length, state):
        if self.filter.is_empty(state):
            if state.as_any:
                return [infer(item, state) for item in value]
            function = self.items.to_python
            return [function(item, state) for item in value]
        include, exclude = state.include, state.exclude
        included, excluded = resolved(include, length), resolved(exclude, length)
        made = []
        try:
            for index, item in enumerate(value):
                inner = self.filter.next(index, included, excluded)
                if inner is not SKIP:
                    state.include, state.exclude = inner
                    made.append(serialize(self.items, item, state))
        finally:
            state.include, state.exclude = include, exclude
        return made

    def made(self, items, value, state):
        return items

    def json_key(self, key, state):
        return self.no_key(key, state, self.kind)


class DequeSerializer(ListSerializer):
    __slots__ = ()
    kind, cls = "deque", deque

    def made(self, items, value, state):
        return items if state.is_json else deque(items, value.maxlen)


class SetSerializer(ListSerializer):
    __slots__ = ()
    kind, cls = "set", set

    def serialized(self, value, length, state):
        return [serialize(self.items, item, state) for item in value]

    def made(self, items, value, state):
        return items if state.is_json else self.cls(items)


class FrozenSetSerializer(SetSerializer):
    __slots__ = ()
    kind, cls = "frozenset", frozenset


class GeneratorSerializer(ListSerializer):
    __slots__ = ()
    kind = "generator"
    retries = False

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        self.name = "generator"

    def to_python(self, value, state):
        if not hasattr(type(value), "__next__"):
            state.unexpected(self.name, value)
            return infer(value, state)
        if state.is_json:
            return self.serialized(value, None, state)
        return SerializationIterator(value, self.items, self.filter, state)


class SerializationIterator:
    """The iterator of serialized items."""

    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, iterator, items, filter, state):
        self._iterator, self._items, self._filter = iterator, items, filter
        self._state = state.copy()
        self._include, self._exclude = state.include, state.exclude
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        for item in self._iterator:
            index = self.index
            inner = self._filter.next(index, resolved(self._include, None), resolved(self._exclude, None))
            self.index += 1
            if inner is not SKIP:
                self._state.include, self._state.exclude = inner
                found = serialize(self._items, item, self._state)
                self._state.finish()
                return found
        raise StopIteration

    def __repr__(self):
        return f"SerializationIterator(index={self.index}, iterator={self._iterator!r})"


class TupleSerializer(Serializer):
    __slots__ = ("serializers", "variadic", "filter", "name")
    retries = True

    def __init__(self, schema, config, definitions):
        self.serializers = [build(item, config, definitions) for item in schema["items_schema"]]
        self.variadic = schema.get("variadic_item_index")
        self.filter = Filter(schema.get("serialization"))
        names = [serializer.name for serializer in self.serializers]
        if self.variadic is not None:
            names.insert(self.variadic + 1, "...")
        self.name = f"tuple[{', '.join(names)}]"

    def fits(self, value, state):
        return isinstance(value, tuple)

    def by_position(self, value, state):
        """A serializer for each item."""
        count = len(value)
        if self.variadic is not None:
            middle = max(count + 1 - len(self.serializers), 0)
            tail = self.serializers[self.variadic + 1 :]
            return [*self.serializers[: self.variadic], *[self.serializers[self.variadic]] * middle, *tail]
        if state.check == STRICT and count != len(self.serializers):
            raise PydanticSerializationUnexpectedValue(f"Expected {len(self.serializers)} items, but got {count}")
        if count < len(self.serializers):
            state.warn(PydanticSerializationUnexpectedValue("Unexpected too few items present in tuple"))
        elif count > len(self.serializers):
            state.warn(PydanticSerializationUnexpectedValue("Unexpected extra items present in tuple"))
            return [*self.serializers, *[ANY] * (count - len(self.serializers))]
        return self.serializers

    def _each(self, value, state, function):
        include, exclude = state.include, state.exclude
        included, excluded = resolved(include, len(value)), resolved(exclude, len(value))
        made = []
        try:
            for index, (serializer, item) in enumerate(zip(self.by_position(value, state), value)):
                inner = self.filter.next(index, included, excluded)
                if inner is not SKIP:
                    state.include, state.exclude = inner
                    made.append(function(serializer, item, state))
        finally:
            state.include, state.exclude = include, exclude
        return made

    def to_python(self, value, state):
        if not self.fits(value, state):
            state.unexpected(self.name, value)
            return infer(value, state)
        made = self._each(value, state, serialize)
        return made if state.is_json else tuple(made)

    def json_key(self, key, state):
        if not self.fits(key, state):
            state.unexpected(self.name, key)
            return infer_key(key, state)
        include, exclude = state.include, state.exclude
        state.include = state.exclude = None
        try:
            return ",".join(self._each(key, state, serialize_key))
        finally:
            state.include, state.exclude = include, exclude


class NamedTupleSerializer(TupleSerializer):
    __slots__ = ("cls",)

    def __init__(self, schema, config, definitions):
        self.cls = schema["cls"]
        self.name = schema.get("cls_name") or self.cls.__name__
        self.serializers = [build(field["schema"], config, definitions) for field in schema["fields"]]
        self.variadic = None
        self.filter = Filter(schema.get("serialization"))

    def fits(self, value, state):
        return isinstance(value, self.cls if state.check == STRICT else tuple)

    def by_position(self, value, state):
        count, expected = len(value), len(self.serializers)
        if state.check != NO_CHECK and count != expected:
            raise PydanticSerializationUnexpectedValue(f"Expected {expected} items, but got {count}")
        if count != expected:
            few = "too few" if count < expected else "extra"
            state.warn(PydanticSerializationUnexpectedValue(f"Unexpected {few} items present in named tuple"))
        return self.serializers


BUILDERS = {
    "list": ListSerializer,
    "deque": DequeSerializer,
    "set": SetSerializer,
    "frozenset": FrozenSetSerializer,
    "generator": GeneratorSerializer,
    "tuple": TupleSerializer,
    "named-tuple": NamedTupleSerializer,
}
