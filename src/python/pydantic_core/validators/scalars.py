"""Anything, nothing, truth values, integers, floats, texts and bytes."""

import re

from ..errors import SchemaError, invalid
from ..schema_reading import from_either, is_strict
from ..validation_state import STRICT
from . import Validator
from .conversions import bool_of, bytes_of, float_of, int_of, str_of


class AnyValidator(Validator):
    __slots__ = ()
    name = "any"

    def validate(self, value, state):
        # In a union, what takes anything is better than what has to convert.
        state.floor(STRICT)
        return value


ANY = AnyValidator()


class NoneValidator(Validator):
    __slots__ = ()
    name = "none"

    def validate(self, value, state):
        if value is None:
            return None
        raise invalid("none_required", value)


class BoolValidator(Validator):
    __slots__ = ("strict",)
    name = "bool"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)

    def validate(self, value, state):
        if value is True or value is False:
            return value
        return bool_of(value, state, self.strict if state.strict is None else state.strict)


class IntValidator(Validator):
    __slots__ = ("strict",)
    name = "int"

    def __init__(self, strict):
        self.strict = strict

    def validate(self, value, state):
        if type(value) is int:
            return value
        return int_of(value, state, self.strict if state.strict is None else state.strict)


class ConstrainedIntValidator(IntValidator):
    __slots__ = ("multiple_of", "le", "lt", "ge", "gt")
    name = "constrained-int"

    def __init__(self, schema, strict):
        super().__init__(strict)
        for key in ("multiple_of", "le", "lt", "ge", "gt"):
            setattr(self, key, _int_limit(schema, key))
        if self.multiple_of is not None and self.multiple_of <= 0:
            raise ValueError("'multiple_of' must be a finite number greater than 0")

    def validate(self, value, state):
        number = value
        if type(value) is not int:
            number = int_of(value, state, self.strict if state.strict is None else state.strict)
        if self.multiple_of is not None and number % self.multiple_of:
            raise invalid("multiple_of", value, {"multiple_of": self.multiple_of})
        if self.le is not None and number > self.le:
            raise invalid("less_than_equal", value, {"le": self.le})
        if self.lt is not None and number >= self.lt:
            raise invalid("less_than", value, {"lt": self.lt})
        if self.ge is not None and number < self.ge:
            raise invalid("greater_than_equal", value, {"ge": self.ge})
        if self.gt is not None and number <= self.gt:
            raise invalid("greater_than", value, {"gt": self.gt})
        return number


_LIMITS = ("multiple_of", "le", "lt", "ge", "gt")


def _int_limit(schema, key):
    value = schema.get(key)
    if value is None or type(value) is int:
        return value
    from ..schema_validator import new_state

    try:
        return int_of(value, new_state(), False)
    except Exception:
        raise ValueError(f"'{key}' must be coercible to an integer") from None


def _int(schema, config, definitions):
    strict = is_strict(schema, config)
    if any(schema.get(key) is not None for key in _LIMITS):
        return ConstrainedIntValidator(schema, strict)
    return IntValidator(strict)


class FloatValidator(Validator):
    __slots__ = ("strict", "finite", "name", "multiple_of", "le", "lt", "ge", "gt")

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.finite = from_either(schema, config, "allow_inf_nan") is False
        self.name = "float"
        for key in _LIMITS:
            limit = schema.get(key)
            if limit is not None:
                self.name = "constrained-float"
                limit = float(limit) if isinstance(limit, (int, float)) else _no_float(limit)
            setattr(self, key, limit)
        if self.multiple_of is not None and not 0 < self.multiple_of < float("inf"):
            raise ValueError("'multiple_of' must be a finite number greater than 0")

    def validate(self, value, state):
        number = value
        if type(value) is not float:
            number = float_of(value, state, self.strict if state.strict is None else state.strict)
        if self.finite and not -1.8e308 < number < 1.8e308:
            raise invalid("finite_number", value)
        if self.name != "float":
            self.check(number, value)
        return number

    def check(self, number, value):
        if self.multiple_of is not None:
            # Halves are rounded away from nothing, which `round` does not do.
            quotient = number / self.multiple_of
            whole = float("nan") if quotient != quotient or quotient in (float("inf"), float("-inf")) else int(abs(quotient) + 0.5)
            if abs(abs(number) - whole * self.multiple_of) > 1e-9:
                raise invalid("multiple_of", value, {"multiple_of": self.multiple_of})
        if self.le is not None and not number <= self.le:
            raise invalid("less_than_equal", value, {"le": self.le})
        if self.lt is not None and not number < self.lt:
            raise invalid("less_than", value, {"lt": self.lt})
        if self.ge is not None and not number >= self.ge:
            raise invalid("greater_than_equal", value, {"ge": self.ge})
        if self.gt is not None and not number > self.gt:
            raise invalid("greater_than", value, {"gt": self.gt})


def _no_float(limit):
    raise TypeError(f"must be real number, not {type(limit).__name__}")


class StrValidator(Validator):
    __slots__ = ("strict", "coerces")
    name = "str"

    def __init__(self, strict, coerces):
        self.strict = strict
        self.coerces = coerces

    def validate(self, value, state):
        if type(value) is str:
            if state.kind:
                state.floor(STRICT)
            return value
        return str_of(value, state, self.strict if state.strict is None else state.strict, self.coerces)


class ConstrainedStrValidator(StrValidator):
    __slots__ = ("pattern", "search", "least", "most", "strips", "lower", "upper", "ascii")
    name = "constrained-str"

    def __init__(self, schema, config, strict, coerces):
        super().__init__(strict, coerces)
        self.least = from_either(schema, config, "min_length", "str_min_length")
        self.most = from_either(schema, config, "max_length", "str_max_length")
        self.strips = from_either(schema, config, "strip_whitespace", "str_strip_whitespace")
        self.lower = from_either(schema, config, "to_lower", "str_to_lower")
        self.upper = from_either(schema, config, "to_upper", "str_to_upper")
        self.ascii = from_either(schema, config, "ascii_only")
        self.pattern = self.search = None
        pattern = schema.get("pattern")
        if pattern is not None:
            engine = from_either(schema, config, "regex_engine") or "rust-regex"
            self.pattern, self.search = _compiled(pattern, engine)

    def constrains(self):
        lengths = self.pattern, self.most, self.least
        return any(it is not None for it in lengths) or self.strips or self.lower or self.upper or self.ascii

    def validate(self, value, state):
        text = super().validate(value, state)
        if not text.isascii():
            _check_unicode(text, value)
        if self.strips:
            text = text.strip()
        if self.ascii and not text.isascii():
            raise invalid("string_not_ascii", value)
        if self.least is not None and len(text) < self.least:
            raise invalid("string_too_short", value, {"min_length": self.least})
        if self.most is not None and len(text) > self.most:
            raise invalid("string_too_long", value, {"max_length": self.most})
        if self.search is not None and self.search(text) is None:
            raise invalid("string_pattern_mismatch", value, {"pattern": self.pattern})
        if self.lower:
            return text.lower()
        return text.upper() if self.upper else text


def _check_unicode(text, value):
    """Refuses a text with half of a pair of surrogates, which no other text of a machine has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise invalid("string_unicode", value) from None


def _compiled(pattern, engine):
    """The text of a pattern, and the function that looks for it."""
    if isinstance(pattern, re.Pattern):
        return pattern.pattern, pattern.search
    if not isinstance(pattern, str):
        raise SchemaError(f"Invalid pattern, must be str or re.Pattern: {pattern}")
    if engine not in ("rust-regex", "python-re"):
        raise SchemaError(f"Invalid regex engine: {engine}")
    if engine == "python-re":
        return pattern, re.compile(pattern).search
    # The syntax of Rust's crate is close to Python's: `$` is the very end, and some names of its are others here.
    text = re.sub(r"(?<!\\)((?:\\\\)*)\$(?=$|\))", r"\1\\Z", pattern).replace(r"\z", r"\Z")
    try:
        return pattern, re.compile(text).search
    except re.error as error:
        raise SchemaError(f"regex parse error:\n    {pattern}\nerror: {error}") from None


def _str(schema, config, definitions):
    strict, coerces = is_strict(schema, config), bool(from_either(schema, config, "coerce_numbers_to_str"))
    constrained = ConstrainedStrValidator(schema, config, strict, coerces)
    return constrained if constrained.constrains() else StrValidator(strict, coerces)


class BytesValidator(Validator):
    __slots__ = ("strict", "mode", "name", "least", "most")

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.mode = (config or {}).get("val_json_bytes") or "utf8"
        if self.mode not in ("utf8", "base64", "hex"):
            raise SchemaError(f"Invalid BytesMode serialization mode: `{self.mode}`, expected utf8 or base64 or hex or ")
        self.least, self.most = schema.get("min_length"), schema.get("max_length")
        self.name = "bytes" if self.least is None and self.most is None else "constrained-bytes"

    def validate(self, value, state):
        data = value
        if type(value) is not bytes:
            data = bytes_of(value, state, self.strict if state.strict is None else state.strict, self.mode)
        if self.least is not None and len(data) < self.least:
            raise invalid("bytes_too_short", value, {"min_length": self.least})
        if self.most is not None and len(data) > self.most:
            raise invalid("bytes_too_long", value, {"max_length": self.most})
        return data


BUILDERS = {
    "any": lambda schema, config, definitions: ANY,
    "none": lambda schema, config, definitions: NoneValidator(),
    "bool": BoolValidator,
    "int": _int,
    "float": FloatValidator,
    "str": _str,
    "bytes": BytesValidator,
}
