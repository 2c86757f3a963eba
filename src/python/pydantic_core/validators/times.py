"""Dates, times, datetimes and durations."""

from datetime import date, datetime, time, timedelta

from ..errors import Invalid, Line, SchemaError, invalid
from ..schema_reading import from_either, is_strict
from ..time_reading import (
    TOO_LARGE,
    TimeError,
    datetime_of_number,
    made_datetime,
    read_date,
    read_datetime,
    read_time,
    time_of_number,
)
from ..time_writing import clock_text, date_text, datetime_text, offset_of
from ..timezones import TzInfo
from ..validation_state import JSON, LAX, PYTHON, STRICT
from . import Validator
from .conversions import number_of

_COMPARED = (
    ("le", "less_than_equal", lambda a, b: a <= b),
    ("lt", "less_than", lambda a, b: a < b),
    ("ge", "greater_than_equal", lambda a, b: a >= b),
    ("gt", "greater_than", lambda a, b: a > b),
)


class Temporal(Validator):
    __slots__ = ("strict", "exact", "unit", "limits", "zone", "now_op", "now_offset")

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        precision = from_either(schema, config, "microseconds_precision") or "truncate"
        if precision.lower() not in ("truncate", "error"):
            raise SchemaError('Invalid `microseconds_precision`, must be one of "truncate" or "error"')
        self.exact = precision.lower() == "error"
        self.unit = (config or {}).get("val_temporal_unit") or "infer"
        if self.unit not in ("seconds", "milliseconds", "infer"):
            raise SchemaError(
                f"Invalid temporal_unit_mode serialization mode: `{self.unit}`, expected seconds, milliseconds or infer"
            )
        self.limits = []
        for key, kind, compares in _COMPARED:
            if schema.get(key) is not None:
                self.limits.append((key, kind, compares, self._limit(key, schema[key])))
        self.zone = schema.get("tz_constraint")
        if isinstance(self.zone, str) and self.zone not in ("naive", "aware"):
            raise SchemaError(f'Invalid tz_constraint "{self.zone}"')
        self.now_op, self.now_offset = schema.get("now_op"), schema.get("now_utc_offset")
        if self.now_op not in (None, "past", "future"):
            raise SchemaError(f'Invalid now_op "{self.now_op}"')

    def _limit(self, key, value):
        from ..schema_validator import new_state

        try:
            return self.converted(value, new_state(), False)
        except Invalid:
            article = f"{key!r} must be coercible to a {self.name} instance"
            raise ValueError(article) from None

    def check(self, found, value):
        for key, kind, compares, limit in self.limits:
            if not compares(*self.comparable(found, limit)):
                raise invalid(kind, value, {key: self.text(limit)})

    def comparable(self, found, limit):
        return found, limit

    def check_zone(self, found, value):
        if self.zone is None:
            return
        offset = None if found.tzinfo is None else offset_of(found)
        if self.zone == "naive":
            if offset is not None:
                raise invalid("timezone_naive", value)
        elif offset is None:
            raise invalid("timezone_aware", value)
        elif self.zone != "aware" and self.zone != offset:
            raise invalid("timezone_offset", value, {"tz_expected": self.zone, "tz_actual": offset})

    def now(self):
        """The moment of the validation, in the zone that is asked for."""
        from datetime import timezone
        import time as clock

        offset = clock.localtime().tm_gmtoff if self.now_offset is None else self.now_offset
        return datetime.now(timezone(timedelta(seconds=offset)))


def text_data(value, state, strict):
    """The bytes of an input that is a text; `None` if it is none, or must not be one."""
    if isinstance(value, str):
        if state.kind == PYTHON and strict:
            return None
        return value.encode("utf-8", "surrogatepass")
    if state.kind == PYTHON and not strict and isinstance(value, bytes):
        return value
    return None


def text_exactness(state):
    return LAX if state.kind == PYTHON else STRICT


def count_of(value, state):
    """An input that is a number, as one; `None` if it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    if state.kind != PYTHON:
        return None
    kind = type(value)
    if hasattr(kind, "__index__"):
        return value.__index__()
    return number_of(value)


class DateValidator(Temporal):
    __slots__ = ()
    name = "date"

    def validate(self, value, state):
        if type(value) is date and not self.limits and self.now_op is None:
            return value
        strict = self.strict if state.strict is None else state.strict
        found = self.converted(value, state, strict)
        if self.limits:
            self.check(found, value)
        if self.now_op is not None:
            today = self.now().date()
            if not (found < today if self.now_op == "past" else found > today):
                raise invalid(f"date_{self.now_op}", value)
        return found

    def text(self, limit):
        return date_text(limit)

    def converted(self, value, state, strict):
        try:
            return self.plain(value, state, strict)
        except Invalid as error:
            if strict:
                raise
            state.floor(LAX)
            return self._from_datetime(value, state, error)

    def plain(self, value, state, strict):
        if state.kind == PYTHON and isinstance(value, date):
            if isinstance(value, datetime):
                raise invalid("date_type", value)
            if type(value) is not date:
                state.floor(STRICT)
            return value
        data = text_data(value, state, strict)
        if data is None:
            raise invalid("date_type", value)
        try:
            found = read_date(data, self.unit)
        except TimeError as error:
            raise invalid("date_parsing", value, {"error": str(error)}) from None
        state.floor(text_exactness(state))
        return _made_date(found, value)

    def _from_datetime(self, value, state, error):
        exactness = state.exactness
        try:
            moment = datetime_input(value, state, False, False, self.unit)
        except Invalid as other:
            if any(line.kind == "datetime_parsing" for line in other.lines):
                for line in other.lines:
                    line.kind = "date_from_datetime_parsing" if line.kind == "datetime_parsing" else line.kind
                raise
            raise error from None
        finally:
            state.exactness = exactness
        if moment.hour or moment.minute or moment.second or moment.microsecond:
            raise invalid("date_from_datetime_inexact", value)
        return moment.date()


def _made_date(found, value):
    if found[0] == 0:
        raise _YearZero([Line("date_parsing", value, {"error": "year 0 is out of range"})])
    return date(*found)


class _YearZero(Invalid):
    """A date that was read, of a year that Python's dates do not have."""


def datetime_input(value, state, strict, exact, unit):
    if state.kind == PYTHON and isinstance(value, datetime):
        if type(value) is not datetime:
            state.floor(STRICT)
        return value
    data = text_data(value, state, strict)
    try:
        if data is not None:
            day, clock = read_datetime(data, exact, unit)
            exactness = text_exactness(state)
        else:
            number = None if strict else count_of(value, state)
            if number is None or state.kind == JSON and isinstance(number, int) and not -(2**63) <= number < 2**63:
                if state.kind == PYTHON and not strict and isinstance(value, date):
                    state.floor(LAX)
                    return datetime(value.year, value.month, value.day)
                raise invalid("datetime_type", value)
            if number != number:
                raise TimeError("NaN values not permitted")
            if isinstance(number, int) and not -(2**63) <= number < 2**63:
                number = float(number)
            day, clock = datetime_of_number(number, unit)
            exactness = LAX
    except TimeError as error:
        raise invalid("datetime_parsing", value, {"error": str(error)}) from None
    state.floor(exactness)
    if day[0] == 0:
        raise _YearZero([Line("datetime_parsing", value, {"error": "year 0 is out of range"})])
    return made_datetime(day, clock)


class DatetimeValidator(Temporal):
    __slots__ = ()
    name = "datetime"

    def validate(self, value, state):
        strict = self.strict if state.strict is None else state.strict
        found = self.converted(value, state, strict)
        if not self.limits and self.now_op is None and self.zone is None:
            return found
        try:
            if found.tzinfo is not None:
                found.utcoffset()
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
            raise invalid("datetime_object_invalid", value, {"error": text}) from None
        self.check(found, value)
        if self.now_op is not None:
            now = self.now()
            a, b = self.comparable(found, now)
            if not (a < b if self.now_op == "past" else a > b):
                raise invalid(f"datetime_{self.now_op}", value)
        self.check_zone(found, value)
        return found

    def text(self, limit):
        return datetime_text(limit)

    def comparable(self, found, limit):
        if found.utcoffset() is not None and limit.utcoffset() is not None:
            return found, limit
        return found.replace(tzinfo=None), limit.replace(tzinfo=None)

    def converted(self, value, state, strict):
        try:
            return datetime_input(value, state, strict, self.exact, self.unit)
        except _YearZero:
            raise
        except Invalid as error:
            if strict:
                raise
            state.floor(LAX)
            return self._from_date(value, state, error)

    def _from_date(self, value, state, error):
        data = text_data(value, state, False)
        if data is None:
            raise error
        try:
            found = read_date(data, "infer")
        except TimeError as other:
            raise invalid("datetime_from_date_parsing", value, {"error": str(other)}) from None
        if found[0] == 0:
            raise invalid("datetime_parsing", value, {"error": "year 0 is out of range"})
        return datetime(*found)


class TimeValidator(Temporal):
    __slots__ = ()
    name = "time"

    def validate(self, value, state):
        found = self.converted(value, state, self.strict if state.strict is None else state.strict)
        if self.limits:
            self.check(found, value)
        self.check_zone(found, value)
        return found

    def text(self, limit):
        return clock_text(limit)

    def comparable(self, found, limit):
        ours, theirs = found.utcoffset(), limit.utcoffset()
        both = ours is not None and theirs is not None

        def moment(it, offset):
            seconds = it.hour * 3600 + it.minute * 60 + it.second
            return seconds - (offset.total_seconds() if both else 0), it.microsecond

        return moment(found, ours), moment(limit, theirs)

    def converted(self, value, state, strict):
        if state.kind == PYTHON and isinstance(value, time):
            if type(value) is not time:
                state.floor(STRICT)
            return value
        data = text_data(value, state, strict)
        try:
            if data is not None:
                clock = read_time(data, self.exact)
                exactness = text_exactness(state)
            else:
                number = None if strict else count_of(value, state)
                if number is None:
                    raise invalid("time_type", value)
                if number != number:
                    raise TimeError("NaN values not permitted")
                if isinstance(number, int) and not -(2**63) <= number < 2**63:
                    if state.kind == JSON:
                        raise TimeError(TOO_LARGE)
                    number = float(number)
                clock = time_of_number(number)
                exactness = LAX
        except TimeError as error:
            raise invalid("time_parsing", value, {"error": str(error)}) from None
        state.floor(exactness)
        *parts, offset = clock
        return time(*parts, None if offset is None else TzInfo(offset))


BUILDERS = {
    "date": DateValidator,
    "time": TimeValidator,
    "datetime": DatetimeValidator,
}
