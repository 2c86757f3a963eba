"""Tuples with names."""

from ..errors import Invalid, Line, SchemaError, from_function, invalid, invalid_at, location
from ..validation_state import ABSENT, STRICT, lookup_kind
from . import Validator, build
from .lookups import Field, dict_source
from .sequences import sequence_input
from .wrappers import DefaultValidator


class NamedTupleValidator(Validator):
    __slots__ = ("cls", "fields", "loc_by_alias", "by_alias", "by_name", "name")

    def __init__(self, schema, config, definitions):
        self.cls = schema["cls"]
        self.name = schema.get("cls_name") or self.cls.__name__
        self.fields = []
        for described in schema["fields"]:
            name = described["name"]
            try:
                validator = build(described["schema"], config, definitions)
            except SchemaError as error:
                raise SchemaError(f"Field '{name}':\n  SchemaError: {error}") from None
            if isinstance(validator, DefaultValidator) and validator.omits_on_error():
                raise SchemaError(f"Field '{name}': 'on_error = omit' cannot be set for named tuple fields")
            self.fields.append(Field(name, validator, described.get("validation_alias")))
        config = config or {}
        self.loc_by_alias = config.get("loc_by_alias", True)
        self.by_alias, self.by_name = config.get("validate_by_alias"), config.get("validate_by_name")

    def validate(self, value, state):
        state.partial = False
        if not state.kind and isinstance(value, self.cls):
            return self._made(self._items(value, len(value), value, state, True), value)
        try:
            items, length = sequence_input(value, state, False, tuple, "tuple_type", STRICT)
        except Invalid:
            try:
                source = dict_source(value, state, False)
            except Invalid:
                raise invalid("named_tuple_type", value, {"class_name": self.name}) from None
            made = self._named(source, value, state)
        else:
            made = self._items(items, length, value, state, False)
        state.floor(STRICT)
        return self._made(made, value)

    def _made(self, items, value):
        try:
            return self.cls(*items)
        except Exception as error:
            converted = from_function(error, value)
            if converted is error:
                raise
            raise converted from None

    def _items(self, items, length, value, state, by_name):
        made, lines, name = [], [], state.field_name
        rest = iter(items)
        for index, field in enumerate(self.fields):
            place = field.name if by_name else index
            try:
                item = next(rest, ABSENT)
            except Exception as error:
                text = f"{type(error).__name__}: {error}"
                raise invalid_at(index, "iteration_error", value, {"error": text}) from None
            if item is ABSENT:
                found = field.validator.default_value(state, place)
                if found is ABSENT:
                    lines.append(Line("missing", value, None, [place]))
                else:
                    made.append(found)
                continue
            state.field_name = field.name
            try:
                made.append(field.validator.validate(item, state))
            except Invalid as error:
                lines += error.inside(place).lines
            finally:
                state.field_name = name
        if next(rest, ABSENT) is not ABSENT:
            context = {"field_type": "NamedTuple", "max_length": len(self.fields), "actual_length": length}
            raise invalid("too_long", value, context)
        if lines:
            raise Invalid(lines)
        return made

    def _named(self, source, value, state):
        source, read, items = source
        made, lines, used, name = [], [], set(), state.field_name
        lookup = lookup_kind(state, self.by_alias, self.by_name)
        for field in self.fields:
            found = field.find(source, read, lookup)
            try:
                if found is None:
                    item = field.validator.default_value(state, field.name)
                    if item is ABSENT:
                        lines.append(Line("missing", value, None, field.missing_place(lookup, self.loc_by_alias)))
                    else:
                        made.append(item)
                    continue
            except Invalid as error:
                lines += error.lines
                continue
            path, item = found
            used.add(path.first)
            state.field_name = field.name
            try:
                made.append(field.validator.validate(item, state))
            except Invalid as error:
                for line in error.lines:
                    if self.loc_by_alias:
                        path.place(line)
                    else:
                        line.loc.append(field.name)
                lines += error.lines
            finally:
                state.field_name = name
        for key, item in items(source):
            if not isinstance(key, str):
                lines.append(Line("invalid_key", key, None, [location(key)]))
            elif key not in used:
                lines.append(Line("extra_forbidden", item, None, [key]))
        if lines:
            raise Invalid(lines)
        return made


BUILDERS = {"named-tuple": NamedTupleValidator}
