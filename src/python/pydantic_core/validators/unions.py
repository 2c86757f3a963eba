"""One of several types: the one that fits best, the first that fits, or the one that a tag names."""

from ..errors import Invalid, Line, PydanticOmit, SchemaError, location
from ..schema_reading import from_either
from ..validation_state import ABSENT, EXACT, LAX
from . import Validator, build
from .choices import Choices
from .lookups import alias_paths, field_source
from .wrappers import custom_error


class UnionValidator(Validator):
    __slots__ = ("choices", "is_smart", "error", "name")

    def __init__(self, choices, is_smart, error):
        self.choices, self.is_smart, self.error = choices, is_smart, error
        self.name = f"union[{','.join(self._label(*choice) for choice in choices)}]"

    @staticmethod
    def _label(validator, label):
        return validator.name if label is None else label

    def validate(self, value, state):
        return self._smart(value, state) if self.is_smart else self._first(value, state)

    def _failed(self, errors, value):
        if self.error is not None:
            return Invalid([self.error.line(value)])
        return Invalid([line for choice, error in errors for line in error.inside(self._label(*choice)).lines])

    def _first(self, value, state):
        errors = []
        for choice in self.choices:
            try:
                return choice[0].validate(value, state)
            except Invalid as error:
                errors.append((choice, error))
        raise self._failed(errors, value)

    def _smart(self, value, state):
        exactness, fields_set = state.exactness, state.fields_set
        best, errors, omits = None, [], False
        try:
            for choice in self.choices:
                state.exactness, state.fields_set = EXACT, None
                try:
                    found = choice[0].validate(value, state)
                except Invalid as error:
                    if best is None:
                        errors.append((choice, error))
                    continue
                except PydanticOmit:
                    omits = omits or best is None
                    continue
                how, count = state.exactness, state.fields_set
                if how == EXACT and count is None:
                    return found
                how = LAX if how is None else how
                if best is None:
                    better = True
                elif best[2] is not None and count is not None and best[2] != count:
                    better = best[2] < count
                else:
                    better = best[1] < how
                if better:
                    best = found, how, count
        finally:
            state.exactness, state.fields_set = exactness, fields_set
        if best is not None:
            state.floor(best[1])
            if best[2] is not None:
                state.count_fields(best[2])
            return best[0]
        if omits:
            raise PydanticOmit
        raise self._failed(errors, value)


def _union(schema, config, definitions):
    choices = []
    for choice in schema["choices"]:
        choice, label = choice if isinstance(choice, tuple) else (choice, None)
        choices.append((build(choice, config, definitions), None if label is None else str(label)))
    mode = schema.get("mode") or "smart"
    if mode not in ("smart", "left_to_right"):
        raise SchemaError(f"Invalid union mode: `{mode}`, expected `smart` or `left_to_right`")
    if not choices:
        raise SchemaError("One or more union choices required")
    if len(choices) == 1 and schema.get("auto_collapse", True):
        return choices[0][0]
    return UnionValidator(choices, mode == "smart", custom_error(schema))


class Discriminator:
    """What tells the tag of a value: a function, or paths."""

    __slots__ = ("function", "paths")

    def __init__(self, raw):
        self.function = raw if callable(raw) else None
        self.paths = None if callable(raw) else alias_paths(raw)

    def __str__(self):
        return f"{self.function.__name__}()" if self.function else " | ".join(map(str, self.paths))


class TaggedUnionValidator(Validator):
    __slots__ = ("discriminator", "discriminator_text", "choices", "tags", "from_attributes", "error", "name")

    def __init__(self, schema, config, definitions):
        self.discriminator = Discriminator(schema["discriminator"])
        self.discriminator_text = str(self.discriminator)
        validators = [(tag, build(choice, config, definitions)) for tag, choice in schema["choices"].items()]
        self.choices = Choices(validators)
        self.tags = ", ".join(repr(tag) for tag, _ in validators)
        self.name = f"tagged-union[{','.join(validator.name for _, validator in validators)}]"
        found = from_either(schema, config, "from_attributes")
        self.from_attributes = True if found is None else found
        self.error = custom_error(schema)

    def validate(self, value, state):
        tag = self._tag(value, state)
        if tag is ABSENT:
            raise self._failed("union_tag_not_found", value, {"discriminator": self.discriminator_text})
        validator = self.choices.find(tag, 0)
        if validator is ABSENT:
            context = {"discriminator": self.discriminator_text, "tag": str(tag), "expected_tags": self.tags}
            raise self._failed("union_tag_invalid", value, context)
        try:
            return validator.validate(value, state)
        except Invalid as error:
            raise error.inside(location(tag))

    def _tag(self, value, state):
        if self.discriminator.function is not None:
            tag = self.discriminator.function(value)
            return ABSENT if tag is None else tag
        attributes = self.from_attributes if state.from_attributes is None else state.from_attributes
        source, read, _ = field_source(value, state, bool(state.strict), attributes, "dict_type", None)
        for path in self.discriminator.paths:
            tag = read(path, source)
            if tag is not ABSENT:
                return tag
        return ABSENT

    def _failed(self, kind, value, context):
        return Invalid([Line(kind, value, context) if self.error is None else self.error.line(value)])


BUILDERS = {"union": _union, "tagged-union": TaggedUnionValidator}
