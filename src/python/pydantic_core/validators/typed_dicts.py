"""Dictionaries with a type for each key."""

from ..errors import Invalid, Line, PydanticOmit, SchemaError, location
from ..schema_reading import extra_behavior, from_either, is_strict
from ..validation_state import ABSENT, STRINGS, lookup_kind
from . import Validator, build
from .lookups import Field, checked_text, dict_source
from .wrappers import DefaultValidator


class TypedDictValidator(Validator):
    __slots__ = ("fields", "names", "extra", "extra_values", "strict", "loc_by_alias", "by_alias", "by_name", "name")

    def __init__(self, schema, config, definitions):
        config = schema.get("config") or {}
        self.strict = is_strict(schema, config)
        total = from_either(schema, config, "total", "typed_dict_total")
        total = True if total is None else total
        self.extra = extra_behavior(schema, config)
        self.extra_values = None
        if "extras_schema" in schema:
            if self.extra != "allow":
                raise SchemaError("extras_schema can only be used if extra_behavior=allow")
            self.extra_values = build(schema["extras_schema"], config, definitions)
        cls = schema.get("cls")
        self.name = schema.get("cls_name") or (cls.__name__ if isinstance(cls, type) else "typed-dict")
        self.fields = [self._field(name, described, total, config, definitions) for name, described in schema["fields"].items()]
        self.names = {field.name for field in self.fields}
        self.loc_by_alias = config.get("loc_by_alias", True)
        self.by_alias, self.by_name = config.get("validate_by_alias"), config.get("validate_by_name")

    def _field(self, name, described, total, config, definitions):
        try:
            validator = build(described["schema"], config, definitions)
        except SchemaError as error:
            raise SchemaError(f'Field "{name}":\n  SchemaError: {error}') from None
        required = described.get("required")
        has_default = isinstance(validator, DefaultValidator)
        if required and has_default and validator.has_default:
            raise SchemaError(f"Field '{name}': a required field cannot have a default value")
        required = total if required is None else required
        if required and has_default and validator.omits_on_error():
            raise SchemaError(f"Field '{name}': 'on_error = omit' cannot be set for required fields")
        return Field(name, validator, described.get("validation_alias"), required=required)

    def validate(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        extra = self.extra if state.extra is None else state.extra
        source, read, items = dict_source(value, state, strict)
        partial = state.partial
        last = next(reversed(list(source)), None) if partial else None
        lookup = lookup_kind(state, self.by_alias, self.by_name)
        made, lines, used = {}, [], set()
        data, error, name = state.data, state.field_error, state.field_name
        state.data, state.field_error = made, False
        count = 0
        try:
            for field in self.fields:
                try:
                    found = field.find(source, read, lookup)
                except Invalid as error_of_source:
                    if last == field.name:
                        lines += error_of_source.inside(field.name).lines
                    continue
                if found is None:
                    self._default(field, lookup, value, state, made, lines)
                    continue
                path, input = found
                used.add(path.first)
                is_last = partial and path.first == last
                state.partial = partial if is_last else False
                state.field_name = field.name
                try:
                    made[field.name] = field.validator.validate(input, state)
                    count += 1
                except PydanticOmit:
                    state.field_error = True
                except Invalid as found_error:
                    state.field_error = True
                    if not is_last or field.extra["required"]:
                        for line in found_error.lines:
                            if self.loc_by_alias:
                                path.place(line)
                            else:
                                line.loc.append(field.name)
                        lines += found_error.lines
                finally:
                    state.field_name = name
        finally:
            state.data, state.field_error = data, error
        state.count_fields(count)
        if extra != "ignore":
            self._extra(items(source), used, extra, state, made, lines, partial, last)
        if lines:
            raise Invalid(lines)
        return made

    def _default(self, field, lookup, value, state, made, lines):
        try:
            found = field.validator.default_value(state, field.name)
        except PydanticOmit:
            return
        except Invalid as error:
            state.field_error = True
            lines += error.lines
            return
        if found is not ABSENT:
            made[field.name] = found
            return
        state.field_error = True
        if field.extra["required"]:
            lines.append(Line("missing", value, None, field.missing_place(lookup, self.loc_by_alias)))

    def _extra(self, items, used, extra, state, made, lines, partial, last):
        for key, value in items:
            if not isinstance(key, str):
                lines.append(Line("invalid_key", key, None, [location(key)]))
                continue
            if key in used:
                continue
            if state.kind == STRINGS:
                checked_text(value)
            if extra == "forbid":
                lines.append(Line("extra_forbidden", value, None, [key]))
                continue
            # What has the name of a field, which was found by an alias, would take its place.
            if key in self.names:
                continue
            if self.extra_values is not None:
                is_last = partial and key == last
                state.partial = partial if is_last else False
                try:
                    value = self.extra_values.validate(value, state)
                except Invalid as error:
                    if not is_last:
                        lines += error.inside(key).lines
                    continue
            made[str.__str__(key)] = value


BUILDERS = {"typed-dict": TypedDictValidator}
