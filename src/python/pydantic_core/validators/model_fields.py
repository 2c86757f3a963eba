"""The fields of a model: a dictionary of their values, one of what is extra, and the names of those that were given."""

from ..errors import Invalid, Line, PydanticOmit, PydanticUseDefault, SchemaError, invalid_at
from ..schema_reading import extra_behavior, from_either, is_strict
from ..validation_state import ABSENT, STRINGS, lookup_kind
from . import Validator, build
from .lookups import Field, Path, checked_text, field_source


class ModelFieldsValidator(Validator):
    __slots__ = (
        "fields", "model_name", "extra", "extra_values", "extra_keys", "strict", "from_attributes", "loc_by_alias",
        "by_alias", "by_name", "simple",
    )  # fmt: skip
    name = "model-fields"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.from_attributes = bool(from_either(schema, config, "from_attributes"))
        self.extra = extra_behavior(schema, config)
        self.extra_values = self._of_extra(schema, "extras_schema", config, definitions)
        self.extra_keys = self._of_extra(schema, "extras_keys_schema", config, definitions)
        self.model_name = schema.get("model_name") or "Model"
        self.fields = []
        for name, described in schema["fields"].items():
            try:
                validator = build(described["schema"], config, definitions)
            except SchemaError as error:
                raise SchemaError(f'Field "{name}":\n  SchemaError: {error}') from None
            frozen = described.get("frozen")
            self.fields.append(Field(name, validator, described.get("validation_alias"), frozen=frozen))
        config = config or {}
        self.loc_by_alias = config.get("loc_by_alias", True)
        self.by_alias, self.by_name = config.get("validate_by_alias"), config.get("validate_by_name")
        # By the kind of the lookup: each field with its key, if all fields are found by one key.
        self.simple = [
            [(field, field.simple[lookup], field.name, field.validator) for field in self.fields]
            if all(field.simple[lookup] is not None for field in self.fields)
            else None
            for lookup in range(4)
        ]

    def _of_extra(self, schema, key, config, definitions):
        if key not in schema:
            return None
        if self.extra != "allow":
            raise SchemaError(f"{key} can only be used if extra_behavior=allow")
        return build(schema[key], config, definitions)

    def validate(self, value, state):
        state.partial = False
        strict = self.strict if state.strict is None else state.strict
        attributes = self.from_attributes if state.from_attributes is None else state.from_attributes
        extra = self.extra if state.extra is None else state.extra
        lookup = lookup_kind(state, self.by_alias, self.by_name)
        source, read, items = field_source(value, state, strict, attributes, "model_type", {"class_name": self.model_name})
        made, given, lines = {}, set(), []
        data, error, name = state.data, state.field_error, state.field_name
        state.data, state.field_error = made, False
        try:
            simple = self.simple[lookup]
            if simple is not None and read is Path.in_dict:
                get = source.get if type(source) is dict else lambda key, default: dict.get(source, key, default)
                used = self._simple_fields(simple, get, lookup, value, state, made, given, lines)
            else:
                used = self._fields(source, read, lookup, value, state, made, given, lines)
            count = len(given)
            extras = {} if extra == "allow" else None
            if extra != "ignore" and items is not None:
                state.field_name = name
                self._extra(items(source), used, extra, state, extras, given, lines)
        finally:
            state.data, state.field_error, state.field_name = data, error, name
        if lines:
            raise Invalid(lines)
        state.count_fields(count)
        return made, extras, given

    def _simple_fields(self, fields, get, lookup, value, state, made, given, lines):
        """Validates fields that are found by one key each. Returns the keys that are there."""
        used = set()
        for field, key, name, validator in fields:
            found = get(key, ABSENT)
            state.field_name = name
            if found is not ABSENT:
                used.add(key)
                try:
                    made[name] = validator.validate(found, state)
                    given.add(name)
                    continue
                except Invalid as error:
                    state.field_error = True
                    for line in error.lines:
                        line.loc.append(key if self.loc_by_alias else name)
                    lines += error.lines
                    continue
                except PydanticOmit:
                    state.field_error = True
                    continue
                except PydanticUseDefault:
                    pass
            self._default(field, lookup, value, state, made, lines)
        return used

    def _fields(self, source, read, lookup, value, state, made, given, lines):
        used = set()
        for field in self.fields:
            try:
                found = field.find(source, read, lookup)
            except Invalid as error:
                lines += error.inside(field.name).lines
                continue
            state.field_name = field.name
            if found is not None:
                path, input = found
                used.add(path.first)
                try:
                    made[field.name] = field.validator.validate(input, state)
                    given.add(field.name)
                    continue
                except Invalid as error:
                    state.field_error = True
                    for line in error.lines:
                        if self.loc_by_alias:
                            path.place(line)
                        else:
                            line.loc.append(field.name)
                    lines += error.lines
                    continue
                except PydanticOmit:
                    state.field_error = True
                    continue
                except PydanticUseDefault:
                    pass
            self._default(field, lookup, value, state, made, lines)
        return used

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
        lines.append(Line("missing", value, None, field.missing_place(lookup, self.loc_by_alias)))

    def _extra(self, items, used, extra, state, extras, given, lines):
        """Does with what is no field as is asked."""
        from .conversions import str_of

        for key, value in items:
            if not isinstance(key, str):
                from ..errors import location

                lines.append(Line("invalid_key", key, None, [location(key)]))
                continue
            if key in used:
                continue
            if state.kind == STRINGS:
                checked_text(value)
            if extra == "forbid":
                lines.append(Line("extra_forbidden", value, None, [key]))
                continue
            made_key = key if type(key) is str else str_of(key, state, True, False)
            try:
                if self.extra_keys is not None:
                    made_key = self.extra_keys.validate(key, state)
                    if not isinstance(made_key, str):
                        raise TypeError(f"Extra keys must be strings, got `{type(made_key).__qualname__}`")
            except Invalid as error:
                lines += error.inside(key).lines
                made_key = None
            try:
                if self.extra_values is not None:
                    value = self.extra_values.validate(value, state)
            except Invalid as error:
                lines += error.inside(key).lines
                continue
            if made_key is not None:
                extras[made_key] = value
                given.add(made_key)

    def assign(self, model, field_name, value, state):
        extra = self.extra if state.extra is None else state.extra
        others = dict(model)
        others.pop(field_name, None)
        data, state.data = state.data, others
        outer_name = state.field_name
        try:
            field = next((field for field in self.fields if field.name == field_name), None)
            if field is not None:
                if field.frozen:
                    raise invalid_at(field_name, "frozen_field", value)
                state.field_name = field_name
                validator = field.validator
            elif extra == "allow":
                validator = self.extra_values
            else:
                raise invalid_at(field_name, "no_such_attribute", value, {"attribute": field_name})
            try:
                model[field_name] = value if validator is None else validator.validate(value, state)
            except Invalid as error:
                raise error.inside(field_name)
        finally:
            state.data, state.field_name = data, outer_name
        if extra != "allow":
            return model, None, {field_name}
        names = [field.name for field in self.fields]
        extras = {key: it for key, it in model.items() if key not in names}
        return {name: model[name] for name in names if name in model}, extras, {field_name}


BUILDERS = {"model-fields": ModelFieldsValidator}
