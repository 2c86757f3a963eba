"""Decimal numbers, fractions and complex numbers."""

from ..errors import Invalid, SchemaError, invalid
from ..schema_reading import from_either, is_strict
from ..texts import float_text
from ..validation_state import JSON, LAX, PYTHON, STRICT
from . import Validator

_LIMITS = (
    ("le", "less_than_equal", lambda a, b: a <= b),
    ("lt", "less_than", lambda a, b: a < b),
    ("ge", "greater_than_equal", lambda a, b: a >= b),
    ("gt", "greater_than", lambda a, b: a > b),
)


def _new_decimal(value, input):
    from decimal import Decimal, DecimalException

    try:
        return Decimal(value)
    except DecimalException:
        raise invalid("decimal_parsing", input) from None
    except TypeError:
        raise invalid("decimal_type", input) from None


def decimal_of(value, state, strict):
    from decimal import Decimal

    if state.kind != PYTHON:
        found = _decimal_of_json(value, state, strict)
        state.floor(STRICT if not isinstance(value, list) else LAX)
        return found
    if type(value) is Decimal:
        return value
    if not strict:
        if isinstance(value, str) or isinstance(value, int) and not isinstance(value, bool):
            found = _new_decimal(value, value)
            state.floor(LAX)
            return found
        if isinstance(value, float):
            found = _new_decimal(str(value), value)
            state.floor(LAX)
            return found
        if type(value) is tuple and len(value) == 3:
            try:
                found = Decimal(value)
                state.floor(LAX)
                return found
            except Exception:
                pass
    if isinstance(value, Decimal):
        state.floor(STRICT)
        return Decimal(value)
    if strict:
        raise invalid("is_instance_of", value, {"class": "Decimal"})
    raise invalid("decimal_type", value)


def _decimal_of_json(value, state, strict):
    if isinstance(value, str):
        return _new_decimal(value, value)
    if state.kind == JSON:
        if isinstance(value, float):
            return _new_decimal(float_text(value), value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _new_decimal(value, value)
        if isinstance(value, list) and len(value) == 3 and not strict:
            from decimal import Decimal

            try:
                return Decimal(value)
            except Exception:
                raise invalid("decimal_type", value) from None
    raise invalid("decimal_type", value)


class DecimalValidator(Validator):
    __slots__ = ("strict", "finite", "digits", "places", "multiple_of", "limits")
    name = "decimal"

    def __init__(self, schema, config, definitions):
        infinite = bool(from_either(schema, config, "allow_inf_nan"))
        self.finite = not infinite
        self.places, self.digits = schema.get("decimal_places"), schema.get("max_digits")
        if infinite and not (self.places is None and self.digits is None):
            raise ValueError("allow_inf_nan=True cannot be used with max_digits or decimal_places")
        self.multiple_of = self._limit(schema, "multiple_of")
        if self.multiple_of is not None and not (self.multiple_of.is_finite() and self.multiple_of > 0):
            raise ValueError("'multiple_of' must be a finite number greater than 0")
        self.strict = is_strict(schema, config)
        self.limits = [(key, kind, compares, self._limit(schema, key)) for key, kind, compares in _LIMITS if key in schema]

    def _limit(self, schema, key):
        if key not in schema:
            return None
        from ..schema_validator import new_state

        try:
            return decimal_of(schema[key], new_state(), False)
        except Invalid:
            raise ValueError(f"'{key}' must be coercible to a Decimal instance") from None

    def validate(self, value, state):
        found = decimal_of(value, state, self.strict if state.strict is None else state.strict)
        counts = self.digits is not None or self.places is not None
        if (self.finite or counts) and not found.is_finite():
            raise invalid("finite_number", value)
        if counts:
            self._check_digits(found, value)
        if self.multiple_of is not None:
            from decimal import DecimalException

            try:
                is_multiple = found / self.multiple_of % 1 == 0
            except DecimalException:
                is_multiple = False
            if not is_multiple:
                raise invalid("multiple_of", value, {"multiple_of": self.multiple_of})
        for key, kind, compares, limit in self.limits:
            if found.is_nan() or not compares(found, limit):
                raise invalid(kind, value, {key: limit})
        return found

    def _check_digits(self, found, value):
        _, digits, exponent = found.as_tuple()
        significant = len(digits)
        while significant and digits[significant - 1] == 0:
            significant -= 1
        zeros = len(digits) - significant
        as_is = _count(len(digits), exponent)
        # Without the zeros at the end, which may be left away.
        short = (0, 1) if not significant else as_is if exponent >= 0 else _count(significant, exponent + zeros)
        most, places = self.digits, self.places
        if most is not None and as_is[1] > most and short[1] > most:
            raise invalid("decimal_max_digits", value, {"max_digits": most})
        if places is None:
            return
        if as_is[0] > places and short[0] > places:
            raise invalid("decimal_max_places", value, {"decimal_places": places})
        if most is not None:
            whole = max(most - places, 0)
            if max(as_is[1] - as_is[0], 0) > whole and max(short[1] - short[0], 0) > whole:
                raise invalid("decimal_whole_digits", value, {"whole_digits": whole})


def _count(digits, exponent):
    """Decimal places, and digits in all."""
    return (0, digits + exponent) if exponent >= 0 else (-exponent, max(digits, -exponent))


class FractionValidator(Validator):
    __slots__ = ("strict", "limits")
    name = "fraction"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.limits = []
        for key, kind, compares in _LIMITS:
            if key in schema:
                from ..schema_validator import new_state

                try:
                    limit = _fraction_of(schema[key], new_state(), False)
                except Invalid:
                    raise SchemaError(f"'{key}' must be coercible to a Fraction instance") from None
                self.limits.append((key, kind, compares, limit))

    def validate(self, value, state):
        found = _fraction_of(value, state, self.strict if state.strict is None else state.strict)
        for key, kind, compares, limit in self.limits:
            if not compares(found, limit):
                raise invalid(kind, value, {key: str(limit)})
        return found


def _fraction_of(value, state, strict):
    from fractions import Fraction

    if state.kind == PYTHON:
        if isinstance(value, Fraction):
            if type(value) is not Fraction:
                state.floor(STRICT)
            return value
        if strict:
            raise invalid("is_instance_of", value, {"class": "Fraction"})
    elif not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise invalid("fraction_type", value)
    try:
        made = Fraction(float_text(value) if state.kind == JSON and isinstance(value, float) else value)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise invalid("fraction_parsing", value) from None
    except TypeError:
        raise invalid("fraction_type", value) from None
    state.floor(LAX if state.kind == PYTHON else STRICT)
    return made


class ComplexValidator(Validator):
    __slots__ = ("strict",)
    name = "complex"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)

    def validate(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        if state.kind == PYTHON:
            if isinstance(value, complex):
                state.floor(STRICT)
                return value
            if strict:
                raise invalid("is_instance_of", value, {"class": "complex"})
            try:
                made = complex(value)
            except Exception:
                raise invalid("complex_type", value) from None
            state.floor(LAX)
            return made
        if isinstance(value, str):
            try:
                made = complex(value)
            except ValueError:
                raise invalid("complex_str_parsing", value) from None
            state.floor(STRICT)
            return made
        if state.kind == JSON and isinstance(value, (int, float)) and not isinstance(value, bool):
            if strict:
                raise invalid("complex_str_parsing", value)
            state.floor(LAX)
            return complex(value)
        raise invalid("complex_type", value)


BUILDERS = {"decimal": DecimalValidator, "fraction": FractionValidator, "complex": ComplexValidator}
