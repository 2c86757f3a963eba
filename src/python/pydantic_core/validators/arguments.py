"""The arguments of a function, and a call of it."""

from ..errors import Invalid, Line, SchemaError, invalid, location
from ..markers import ArgsKwargs
from ..schema_reading import extra_behavior, from_either
from ..validation_state import ABSENT, PYTHON, STRINGS, lookup_kind
from . import Validator, build
from .lookups import Field, Path
from .wrappers import DefaultValidator


class ArgumentsValidator(Validator):
    __slots__ = (
        "parameters", "positional", "var_args", "var_kwargs", "unpacks", "loc_by_alias", "extra", "by_alias", "by_name",
    )  # fmt: skip
    name = "arguments"

    def __init__(self, schema, config, definitions):
        self.parameters, self.positional = [], 0
        had_default = had_keyword_only = False
        for index, described in enumerate(schema["arguments_schema"]):
            name, mode = described["name"], described.get("mode") or "positional_or_keyword"
            positional = mode != "keyword_only"
            if positional:
                self.positional = index + 1
            had_keyword_only = had_keyword_only or not positional
            try:
                validator = build(described["schema"], config, definitions)
            except SchemaError as error:
                raise SchemaError(f"Parameter '{name}':\n  SchemaError: {error}") from None
            has_default = isinstance(validator, DefaultValidator) and validator.has_default
            if isinstance(validator, DefaultValidator) and validator.omits_on_error():
                raise SchemaError(f"Parameter '{name}': omit_on_error cannot be used with arguments")
            if had_default and not has_default and not had_keyword_only:
                raise SchemaError(f"Non-default argument '{name}' follows default argument")
            had_default = had_default or has_default
            by_name = mode != "positional_only"
            alias = described.get("alias") if by_name else None
            self.parameters.append(Field(name, validator, alias, positional=positional, by_name=by_name))
        mode = schema.get("var_kwargs_mode") or "uniform"
        if mode not in ("uniform", "unpacked-typed-dict"):
            raise SchemaError(f"Invalid var_kwargs mode: `{mode}`, expected `uniform` or `unpacked-typed-dict`")
        self.unpacks = mode == "unpacked-typed-dict"
        self.var_kwargs = build(schema["var_kwargs_schema"], config, definitions) if "var_kwargs_schema" in schema else None
        if self.unpacks and self.var_kwargs is None:
            raise SchemaError("`var_kwargs_schema` must be specified when `var_kwargs_mode` is `'unpacked-typed-dict'`")
        self.var_args = build(schema["var_args_schema"], config, definitions) if "var_args_schema" in schema else None
        self.loc_by_alias = (config or {}).get("loc_by_alias", True)
        self.extra = extra_behavior(schema, config, "forbid")
        self.by_alias = from_either(schema, config, "validate_by_alias")
        self.by_name = from_either(schema, config, "validate_by_name")

    def _given(self, value, state):
        if state.kind == STRINGS:
            raise invalid("arguments_type", value)
        if isinstance(value, dict):
            return None, value
        if state.kind == PYTHON:
            if isinstance(value, ArgsKwargs):
                return value.args, value.kwargs
            if isinstance(value, (tuple, list)):
                return tuple(value), None
        elif isinstance(value, list):
            return value, None
        raise invalid("arguments_type", value)

    def validate(self, value, state):
        state.partial = False
        args, kwargs = self._given(value, state)
        lookup = lookup_kind(state, self.by_alias, self.by_name)
        made_args, made_kwargs, lines, used = [], {}, [], set()
        name = state.field_name
        for index, parameter in enumerate(self.parameters):
            by_position = args is not None and parameter.extra["positional"] and index < len(args)
            found = None
            if kwargs is not None and parameter.extra["by_name"]:
                found = parameter.find(kwargs, Path.in_dict, lookup)
                if found is not None:
                    used.add(found[0].first)
            if by_position and found is not None:
                lines.append(Line("multiple_argument_values", found[1], None, [parameter.name]))
                continue
            state.field_name = parameter.name
            try:
                if by_position:
                    made_args.append(parameter.validator.validate(args[index], state))
                elif found is not None:
                    made_kwargs[parameter.name] = parameter.validator.validate(found[1], state)
                else:
                    self._default(parameter, index, lookup, value, state, made_args, made_kwargs, lines)
            except Invalid as error:
                if not by_position and found is None:
                    raise
                for line in error.lines:
                    if by_position:
                        line.loc.append(index)
                    elif self.loc_by_alias:
                        found[0].place(line)
                    else:
                        line.loc.append(parameter.name)
                lines += error.lines
            finally:
                state.field_name = name
        for index in range(self.positional, len(args or ())):
            if self.var_args is None:
                lines.append(Line("unexpected_positional_argument", args[index], None, [index]))
                continue
            try:
                made_args.append(self.var_args.validate(args[index], state))
            except Invalid as error:
                lines += error.inside(index).lines
        self._rest(kwargs or {}, used, state, made_kwargs, lines)
        if lines:
            raise Invalid(lines)
        return tuple(made_args), made_kwargs

    def _default(self, parameter, index, lookup, value, state, made_args, made_kwargs, lines):
        found = parameter.validator.default_value(state, parameter.name)
        by_name = parameter.extra["by_name"]
        if found is not ABSENT:
            if by_name:
                made_kwargs[parameter.name] = found
            else:
                made_args.append(found)
        elif by_name:
            kind = "missing_argument" if parameter.extra["positional"] else "missing_keyword_only_argument"
            lines.append(Line(kind, value, None, parameter.missing_place(lookup, self.loc_by_alias)))
        else:
            lines.append(Line("missing_positional_only_argument", value, None, [index]))

    def _rest(self, kwargs, used, state, made_kwargs, lines):
        """Validates the named arguments that are no parameters."""
        remaining = {}
        if len(kwargs) > len(used):
            for key, value in kwargs.items():
                if not isinstance(key, str):
                    lines.append(Line("invalid_key", key, None, [location(key)]))
                elif key in used:
                    pass
                elif self.unpacks:
                    remaining[key] = value
                elif self.var_kwargs is not None:
                    try:
                        made_kwargs[key] = self.var_kwargs.validate(value, state)
                    except Invalid as error:
                        lines += error.inside(key).lines
                elif self.extra == "forbid":
                    lines.append(Line("unexpected_keyword_argument", value, None, [key]))
        if self.unpacks:
            kind, state.kind = state.kind, PYTHON
            try:
                made_kwargs.update(self.var_kwargs.validate(remaining, state))
            except Invalid as error:
                lines += error.lines
            finally:
                state.kind = kind


class CallValidator(Validator):
    __slots__ = ("function", "arguments", "returned", "name")

    def __init__(self, schema, config, definitions):
        self.arguments = build(schema["arguments_schema"], config, definitions)
        self.returned = build(schema["return_schema"], config, definitions) if "return_schema" in schema else None
        self.function = schema["function"]
        name = schema.get("function_name") or getattr(self.function, "__name__", None)
        if name is None:
            name = self.function.func.__name__ if hasattr(self.function, "func") else "<unknown>"
        self.name = f"call[{name}]"

    def validate(self, value, state):
        found = self.arguments.validate(value, state)
        if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], tuple) and isinstance(found[1], dict):
            returned = self.function(*found[0], **found[1])
        elif isinstance(found, dict):
            returned = self.function(**found)
        else:
            raise TypeError("Arguments validator should return a tuple of (args, kwargs) or a dict of kwargs")
        if self.returned is None:
            return returned
        kind, state.kind = state.kind, PYTHON
        try:
            return self.returned.validate(returned, state)
        except Invalid as error:
            raise error.inside("return")
        finally:
            state.kind = kind


BUILDERS = {"arguments": ArgumentsValidator, "call": CallValidator}
