"""The arguments of a dataclass: a dictionary of its fields, and what only its initializer takes."""

from ..errors import Invalid, Line, PydanticOmit, SchemaError, invalid, invalid_at, location
from ..markers import ArgsKwargs
from ..schema_reading import extra_behavior
from ..validation_state import ABSENT, PYTHON, STRINGS, lookup_kind
from . import Validator, build
from .lookups import Field, Path, checked_text
from .wrappers import DefaultValidator


class DataclassArgsValidator(Validator):
    __slots__ = (
        "fields", "names", "positional", "collects", "class_name", "name", "extra", "extra_values", "loc_by_alias", "by_alias",
        "by_name",
    )  # fmt: skip

    def __init__(self, schema, config, definitions):
        self.extra = extra_behavior(schema, config)
        self.extra_values = None
        if "extras_schema" in schema:
            if self.extra != "allow":
                raise SchemaError("extras_schema can only be used if extra_behavior=allow")
            self.extra_values = build(schema["extras_schema"], config, definitions)
        self.fields = [self._field(described, config, definitions) for described in schema["fields"]]
        self.names = {field.name for field in self.fields}
        self.positional = sum(not field.extra["kw_only"] for field in self.fields)
        self.collects = bool(schema.get("collect_init_only"))
        self.class_name = schema["dataclass_name"]
        self.name = f"dataclass-args[{self.class_name}]"
        config = config or {}
        self.loc_by_alias = config.get("loc_by_alias", True)
        self.by_alias, self.by_name = config.get("validate_by_alias"), config.get("validate_by_name")

    def _field(self, described, config, definitions):
        name = described["name"]
        try:
            validator = build(described["schema"], config, definitions)
        except SchemaError as error:
            raise SchemaError(f"Field '{name}':\n  SchemaError: {error}") from None
        if isinstance(validator, DefaultValidator) and validator.omits_on_error():
            raise SchemaError(f"Field `{name}`: omit_on_error cannot be used with arguments")
        return Field(
            name,
            validator,
            described.get("validation_alias"),
            kw_only=described.get("kw_only", True),
            init=described.get("init", True),
            init_only=described.get("init_only", False),
            frozen=described.get("frozen"),
        )

    def _arguments(self, value, state):
        """The positional and named arguments that an input is."""
        if isinstance(value, dict):
            return None, value
        if isinstance(value, ArgsKwargs) and state.kind == PYTHON:
            return value.args, value.kwargs
        if state.kind == STRINGS:
            raise invalid("arguments_type", value)
        raise invalid("dataclass_type", value, {"class_name": self.class_name})

    def validate(self, value, state):
        state.partial = False
        args, kwargs = self._arguments(value, state)
        lookup = lookup_kind(state, self.by_alias, self.by_name)
        extra = self.extra if state.extra is None else state.extra
        made, init_only, lines, used = {}, [], [], set()
        data, error, name = state.data, state.field_error, state.field_name
        state.data, state.field_error = made, False
        count = 0
        try:
            for index, field in enumerate(self.fields):
                put = init_only.append if field.extra["init_only"] else lambda it, name=field.name: made.__setitem__(name, it)
                if not field.extra["init"]:
                    state.field_name = name
                    count += self._default(field, lookup, value, state, put, lines, False)
                    continue
                by_position = args is not None and not field.extra["kw_only"] and index < len(args)
                found = None if kwargs is None else field.find(kwargs, Path.in_dict, lookup)
                if found is not None:
                    used.add(found[0].first)
                state.field_name = field.name
                if by_position and found is not None:
                    lines.append(Line("multiple_argument_values", found[1], None, [field.name]))
                    continue
                if not by_position and found is None:
                    self._default(field, lookup, value, state, put, lines, True)
                    continue
                try:
                    if by_position:
                        put(field.validator.validate(args[index], state))
                    else:
                        input = checked_text(found[1]) if state.kind == STRINGS else found[1]
                        put(field.validator.validate(input, state))
                    count += 1
                except Invalid as of_field:
                    state.field_error = True
                    for line in of_field.lines:
                        if by_position:
                            line.loc.append(index)
                        elif self.loc_by_alias:
                            found[0].place(line)
                        else:
                            line.loc.append(field.name)
                    lines += of_field.lines
            state.field_name = name
            for index in range(self.positional, len(args or ())):
                lines.append(Line("unexpected_positional_argument", args[index], None, [index]))
            if kwargs is not None and len(kwargs) != len(used):
                self._extra(kwargs, used, extra, state, made, lines)
        finally:
            state.data, state.field_error, state.field_name = data, error, name
        state.count_fields(count)
        if lines:
            raise Invalid(lines)
        return made, tuple(init_only) if self.collects else None

    def _default(self, field, lookup, value, state, put, lines, is_needed):
        """Takes the default of a field; tells if there is one."""
        try:
            found = field.validator.default_value(state, field.name)
        except PydanticOmit:
            return False
        except Invalid as error:
            state.field_error = True
            lines += error.lines
            return False
        if found is not ABSENT:
            put(found)
            return True
        if is_needed:
            state.field_error = True
            lines.append(Line("missing", value, None, field.missing_place(lookup, self.loc_by_alias)))
        return False

    def _extra(self, kwargs, used, extra, state, made, lines):
        for key, value in kwargs.items():
            if not isinstance(key, str):
                lines.append(Line("invalid_key", key, None, [location(key)]))
            elif key in used:
                pass
            elif extra == "forbid":
                lines.append(Line("unexpected_keyword_argument", value, None, [key]))
            elif extra == "allow" and key not in self.names:
                try:
                    made[key] = value if self.extra_values is None else self.extra_values.validate(value, state)
                except Invalid as error:
                    lines += error.inside(key).lines

    def assign(self, model, field_name, value, state):
        field = next((field for field in self.fields if field.name == field_name), None)
        extra = self.extra if state.extra is None else state.extra
        if field is None:
            if extra != "allow":
                raise invalid_at(field_name, "no_such_attribute", value, {"attribute": field_name})
            model[field_name] = value
            return model, None
        if field.frozen:
            raise invalid_at(field_name, "frozen_field", value)
        data, name = state.data, state.field_name
        state.data, state.field_name = {key: it for key, it in model.items() if key != field_name}, field_name
        try:
            model[field_name] = field.validator.validate(value, state)
        except Invalid as error:
            raise error.inside(field_name)
        finally:
            state.data, state.field_name = data, name
        return model, None


BUILDERS = {"dataclass-args": DataclassArgsValidator}
