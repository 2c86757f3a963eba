"""Reads dates, times and durations from texts and numbers, as strictly as the compiled core, and in its words.

Dates and times are tuples here, as a date of the year 0 is read, and refused later: (year, month, day), and
(hour, minute, second, microsecond, offset in seconds or `None`).
"""

import math
import re
from datetime import date, datetime

from .timezones import TzInfo

_MS_WATERSHED = 20_000_000_000
_FIRST, _LAST = -62_167_219_200, 253_402_300_799
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_INT = re.compile(rb"[+-]?[0-9]+")
_FLOAT = re.compile(rb"[+-]?[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|[+-]?\.[0-9]+")
TOO_LARGE = "numeric times may not exceed 86,399 seconds"


class TimeError(Exception):
    """A text that is no date, time or duration, with what is wrong."""


def _two_digits(data, at, what):
    number = 0
    for index in (at, at + 1):
        if index >= len(data) or not 48 <= data[index] <= 57:
            raise TimeError(f"invalid {what}")
        number = number * 10 + data[index] - 48
    return number


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _date_at_begin(data):
    if len(data) < 10:
        raise TimeError("input is too short")
    year = _two_digits(data, 0, "character in year") * 100 + _two_digits(data, 2, "character in year")
    if data[4] != 45:
        raise TimeError("invalid date separator, expected `-`")
    month = _two_digits(data, 5, "character in month")
    if data[7] != 45:
        raise TimeError("invalid date separator, expected `-`")
    day = _two_digits(data, 8, "character in day")
    if not 1 <= month <= 12:
        raise TimeError("month value is outside expected range of 1-12")
    if not 1 <= day <= _DAYS[month - 1] + (month == 2 and _leap(year)):
        raise TimeError("day value is outside expected range")
    return year, month, day


def read_clock(data, at, exact):
    """Hour, minute, second and microsecond, and where they end."""
    if len(data) - at < 5:
        raise TimeError("input is too short")
    hour = _two_digits(data, at, "character in hour")
    if data[at + 2] != 58:
        raise TimeError("invalid time separator, expected `:`")
    minute = _two_digits(data, at + 3, "character in minute")
    if hour > 23:
        raise TimeError("hour value is outside expected range of 0-23")
    if minute > 59:
        raise TimeError("minute value is outside expected range of 0-59")
    at += 5
    second = microsecond = 0
    if data[at : at + 1] == b":":
        second = _two_digits(data, at + 1, "character in second")
        if second > 59:
            raise TimeError("second value is outside expected range of 0-59")
        at += 3
        if data[at : at + 1] in (b".", b","):
            end = at + 1
            while end < len(data) and 48 <= data[end] <= 57:
                end += 1
            digits = data[at + 1 : end]
            if not digits:
                raise TimeError("second fraction digits missing after `.`")
            if len(digits) > 6 and exact:
                raise TimeError("second fraction value is more than 6 digits long")
            microsecond = int(digits[:6].ljust(6, b"0"))
            at = end
    return hour, minute, second, microsecond, at


def _time(data, at, exact):
    hour, minute, second, microsecond, at = read_clock(data, at, exact)
    offset = None
    if at < len(data):
        letter = data[at]
        at += 1
        if letter in b"Zz":
            offset = 0
        else:
            if data[at - 1 : at + 2] == "−".encode():
                letter, at = 45, at + 2
            if letter not in b"+-":
                raise TimeError("invalid timezone sign")
            hours = _two_digits(data, at, "timezone hour")
            at += 3 if data[at + 2 : at + 3] == b":" else 2
            minutes = _two_digits(data, at, "timezone minute")
            if minutes > 59:
                raise TimeError("timezone minute value is outside expected range of 0-59")
            offset = (hours * 3600 + minutes * 60) * (-1 if letter == 45 else 1)
            if abs(offset) >= 86400:
                raise TimeError("timezone offset must be less than 24 hours")
            at += 2
    if at < len(data):
        raise TimeError("unexpected extra characters at the end of the input")
    return hour, minute, second, microsecond, offset


def _whole(data):
    """A whole number of 64 bits; `None` if the text is none."""
    if not _INT.fullmatch(data):
        return None
    number = int(data)
    return number if -(2**63) <= number < 2**63 else None


def _unit(number, unit):
    if unit == "infer":
        return "milliseconds" if abs(number) > _MS_WATERSHED else "seconds"
    return unit


def _from_seconds(seconds):
    """The date of a moment, and the seconds since its midnight."""
    if seconds < _FIRST:
        raise TimeError("dates before 0000 are not supported as unix timestamps")
    if seconds > _LAST:
        raise TimeError("dates after 9999 are not supported as unix timestamps")
    days, rest = divmod(seconds - _FIRST, 86400)
    if days < 366:
        # The year 0, which Python's dates do not have, is a leap year as 4 is.
        day = date.fromordinal(days + date(4, 1, 1).toordinal())
        return (0, day.month, day.day), rest
    day = date.fromordinal(days - 365)
    return (day.year, day.month, day.day), rest


def read_date(data, unit):
    try:
        found = _date_at_begin(data)
        if len(data) > 10:
            raise TimeError("unexpected extra characters at the end of the input")
        return found
    except TimeError:
        number = _whole(data)
        if number is None:
            raise
    microsecond = 0
    if _unit(number, unit) == "milliseconds":
        number, microsecond = divmod(number, 1000)
    found, rest = _from_seconds(number)
    if rest or microsecond:
        raise TimeError("Timestamp is not an exact date")
    return found


def read_time(data, exact):
    return _time(data, 0, exact)


def read_datetime(data, exact, unit):
    try:
        found = _date_at_begin(data)
        if data[10:11] not in (b"T", b"t", b" ", b"_"):
            raise TimeError("invalid datetime separator, expected `T`, `t`, `_` or space")
        return found, _time(data, 11, exact)
    except TimeError:
        number = _whole(data)
        if number is not None:
            return datetime_of_number(number, unit)
        if not _FLOAT.fullmatch(data):
            raise
    number = float(data)
    if exact:
        digits = len(data.partition(b".")[2])
        if _unit(number, unit) == "milliseconds" and digits > 3:
            raise TimeError("millisecond fraction value is more than 3 digits long")
        if _unit(number, unit) == "seconds" and digits > 6:
            raise TimeError("second fraction value is more than 6 digits long")
    return datetime_of_number(number, unit)


def datetime_of_number(number, unit):
    """The moment so many seconds or milliseconds after 1970."""
    microsecond = 0
    unit = _unit(number, unit)
    if isinstance(number, float) and abs(number) == float("inf"):
        number = int(math.copysign(2**62, number))
    if isinstance(number, float):
        whole = number // 1 if abs(number) < 1e300 else number
        fraction = number - whole
        microsecond = int(fraction * (1_000.0 if unit == "milliseconds" else 1_000_000.0) + 0.5)
        number = int(max(min(whole, 2.0**62), -(2.0**62)))
    if unit == "milliseconds":
        number, milliseconds = divmod(number, 1000)
        microsecond += milliseconds * 1000
    number += microsecond // 1_000_000
    found, rest = _from_seconds(number)
    return found, (rest // 3600, rest % 3600 // 60, rest % 60, microsecond % 1_000_000, 0)


def time_of_number(number):
    """The time so many seconds after midnight."""
    microsecond = 0
    if isinstance(number, float) and abs(number) == float("inf"):
        number = int(math.copysign(2**62, number))
    if isinstance(number, float):
        whole = number // 1
        microsecond = int(abs(number - int(number)) * 1_000_000 + 0.5) if abs(number) < 1e15 else 0
        number = int(max(min(whole, 2.0**62), -(2.0**62)))
    if number < 0:
        raise TimeError("time in seconds should be positive")
    number += microsecond // 1_000_000
    if number >= 86400:
        raise TimeError(TOO_LARGE)
    return number // 3600, number % 3600 // 60, number % 60, microsecond % 1_000_000, 0


def made_datetime(day, clock):
    *time, offset = clock
    return datetime(*day, *time, None if offset is None else TzInfo(offset))
