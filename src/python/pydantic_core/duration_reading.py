"""Reads durations from texts and numbers, in ISO 8601 and as Python writes them."""

import re
from datetime import timedelta

from .time_reading import TimeError, read_clock

_UNITS_OF_TIME = {72: 3600, 77: 60, 83: 1}
_UNITS_OF_DATE = {89: 365, 77: 30, 87: 7, 68: 1}
_LARGEST = 2**32


def duration(days, seconds, microseconds, positive):
    seconds += microseconds // 1_000_000
    days += seconds // 86400
    if days > 999_999_999:
        raise TimeError("durations may not exceed 999,999,999 days")
    made = timedelta(days, seconds % 86400, microseconds % 1_000_000)
    return made if positive else -made


def duration_of_number(number):
    positive = number >= 0
    number = abs(number)
    if isinstance(number, float):
        if number / 86400 >= _LARGEST:
            raise TimeError("durations may not exceed 999,999,999 days")
        return duration(int(number / 86400), int(number) % 86400, int(number % 1 * 1_000_000 + 0.5), positive)
    return duration(number // 86400, number % 86400, 0, positive)


def read_duration(data, exact):
    positive = data[:1] != b"-"
    body = data[1:] if data[:1] in (b"-", b"+") else data
    if not body:
        raise TimeError("input is too short")
    if body[:1] == b"P":
        return duration(*_iso_duration(body[1:]), positive)
    if b"d" in body or b"D" in body or len(body) < 5:
        return duration(*_days_and_time(body, exact), positive)
    return duration(*_long_time(body, exact), positive)


def _number(data, at):
    end = at
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    if end == at:
        raise TimeError("invalid digit in duration")
    number = int(data[at:end])
    if number >= _LARGEST:
        raise TimeError("a numeric value in the duration is too large")
    return number, end


def _iso_duration(data):
    days = seconds = microseconds = at = 0
    in_time = had_fraction = False
    while at < len(data):
        if data[at] == 84:
            if in_time:
                raise TimeError("`t` character repeated in duration")
            in_time = True
            at += 1
            continue
        number, at = _number(data, at)
        fraction = None
        if data[at : at + 1] in (b".", b","):
            end = at + 1
            while end < len(data) and 48 <= data[end] <= 57:
                end += 1
            digits = data[at + 1 : end]
            fraction = int(digits) / 10.0 ** len(digits) if digits else 0.0
            at = end
        if had_fraction:
            raise TimeError("quantity fraction invalid in duration")
        had_fraction = fraction is not None
        unit = data[at] if at < len(data) else None
        factor = (_UNITS_OF_TIME if in_time else _UNITS_OF_DATE).get(unit)
        if factor is None:
            raise TimeError(f"quantity invalid in {'time' if in_time else 'date'} part of duration")
        more = (fraction or 0.0) * factor
        if in_time:
            seconds += number * factor + int(more)
            microseconds += int((more - int(more)) * 1_000_000 + 0.5)
        else:
            days += number * factor + int(more)
            rest = (more - int(more)) * 86_400.0
            seconds += int(rest)
            microseconds += int((rest - int(rest)) * 1_000_000 + 0.5)
        if seconds >= _LARGEST or days >= _LARGEST:
            raise TimeError("a numeric value in the duration is too large")
        at += 1
    if at < 2:
        raise TimeError("input is too short")
    return days, seconds, microseconds


def _days_and_time(data, exact):
    days, at = _number(data, 0)
    found = re.match(rb" ?[dD](?:ays?|AYS?|(?![aA]))(?:, ?| )?", data[at:])
    if found is None:
        raise TimeError('"day" identifier in duration not correctly formatted')
    rest = data[at + found.end() :]
    if not rest:
        return days, 0, 0
    more, seconds, microseconds = _long_time(rest, exact)
    if more:
        raise TimeError("durations may not exceed 999,999,999 hours")
    return days, seconds, microseconds


def _long_time(data, exact):
    """A time whose hours may be more than a day's."""
    if len(data) < 5:
        raise TimeError("input is too short")
    hours, separator, rest = data.partition(b":")
    if not separator:
        raise TimeError("invalid character in hour")
    if len(hours) > 10:
        raise TimeError("durations may not exceed 999,999,999 hours")
    if hours and not hours.isdigit():
        raise TimeError("invalid character in hour")
    hours = int(hours or 0)
    if hours > 24 * 10**8:
        raise TimeError("durations may not exceed 999,999,999 hours")
    if len(rest) > 12:
        if exact:
            raise TimeError("second fraction value is more than 6 digits long")
        rest = rest[:12]
    clock = b"00:" + rest
    _, minute, second, microsecond, end = read_clock(clock, 0, exact)
    if end < len(clock):
        raise TimeError("unexpected extra characters at the end of the input")
    return hours // 24, hours % 24 * 3600 + minute * 60 + second, microsecond
