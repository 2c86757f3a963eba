"""Dates, times and intervals in PostgreSQL's binary format: days and microseconds since the year 2000."""

import datetime
import struct

_utc = datetime.timezone.utc
_DAY_2000 = datetime.date(2000, 1, 1).toordinal()
_YEAR_2000 = datetime.datetime(2000, 1, 1)
_YEAR_2000_UTC = datetime.datetime(2000, 1, 1, tzinfo=_utc)

_INT4, _INT8 = struct.Struct("!i"), struct.Struct("!q")
_TIMETZ, _INTERVAL = struct.Struct("!qi"), struct.Struct("!qii")

# The first and the last moments stand for the infinite ones.
_FIRST, _LAST = datetime.datetime.min, datetime.datetime.max
_FIRST_DATE, _LAST_DATE = datetime.date.min, datetime.date.max
_INFINITE_DAYS = {_LAST_DATE.toordinal(): 0x7FFFFFFF, _FIRST_DATE.toordinal(): -0x80000000}
_INFINITE_DATES = {0x7FFFFFFF: _LAST_DATE, -0x80000000: _FIRST_DATE}
_INFINITY, _MINUS_INFINITY = 0x7FFFFFFFFFFFFFFF, -0x8000000000000000
_INFINITE_MOMENTS = {_INFINITY: _LAST, _MINUS_INFINITY: _FIRST}
_INFINITE_MICROSECONDS = {252455615999999999: _INFINITY, -63082281600000000: _MINUS_INFINITY}


def _packed(microseconds):
    return _INT8.pack(_INFINITE_MICROSECONDS.get(microseconds, microseconds))


def _since(moment, begin):
    delta = moment - begin
    return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds


def encode_date(settings, value):
    day = value.toordinal()
    return _INT4.pack(_INFINITE_DAYS[day] if day in _INFINITE_DAYS else day - _DAY_2000)


def decode_date(settings, data):
    (day,) = _INT4.unpack(data)
    return _INFINITE_DATES[day] if day in _INFINITE_DATES else datetime.date.fromordinal(day + _DAY_2000)


def _wrong_moment(value):
    return TypeError(f"expected a datetime.date or datetime.datetime instance, got {type(value).__name__!r}")


def encode_timestamp(settings, value):
    if not isinstance(value, datetime.datetime):
        if not isinstance(value, datetime.date):
            raise _wrong_moment(value)
        value = datetime.datetime(value.year, value.month, value.day)
    elif value.utcoffset() is not None:
        # The words of CPython's datetime in C, whatever this one is written in.
        raise TypeError("can't subtract offset-naive and offset-aware datetimes")
    return _packed(_since(value, _YEAR_2000))


def _moment(data, begin):
    (microseconds,) = _INT8.unpack(data)
    if microseconds in _INFINITE_MOMENTS:
        return _INFINITE_MOMENTS[microseconds]
    return begin + datetime.timedelta(0, microseconds // 1000000, microseconds % 1000000)


def decode_timestamp(settings, data):
    return _moment(data, _YEAR_2000)


def encode_timestamptz(settings, value):
    if not isinstance(value, datetime.datetime):
        if not isinstance(value, datetime.date):
            raise _wrong_moment(value)
        zone = datetime.timezone(datetime.datetime.now(_utc).astimezone().utcoffset())
        value = datetime.datetime(value.year, value.month, value.day, tzinfo=zone)
    if value == _LAST:
        return _INT8.pack(_INFINITY)
    if value == _FIRST:
        return _INT8.pack(_MINUS_INFINITY)
    return _packed(_since(value.astimezone(_utc), _YEAR_2000_UTC))


def decode_timestamptz(settings, data):
    return _moment(data, _YEAR_2000_UTC)


def _of_day(value):
    return (value.hour * 3600 + value.minute * 60 + value.second) * 1000000 + value.microsecond


def encode_time(settings, value):
    return _INT8.pack(_of_day(value))


def _time(microseconds):
    seconds, microseconds = divmod(microseconds, 1000000)
    minutes, seconds = divmod(seconds, 60)
    return datetime.time(minutes // 60, minutes % 60, seconds, microseconds)


def decode_time(settings, data):
    return _time(_INT8.unpack(data)[0])


def encode_timetz(settings, value):
    offset = value.tzinfo.utcoffset(None)
    # PostgreSQL counts west of Greenwich.
    return _TIMETZ.pack(_of_day(value), -(offset.days * 86400 + offset.seconds))


def decode_timetz(settings, data):
    microseconds, west = _TIMETZ.unpack(data)
    return _time(microseconds).replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=-int(west / 60))))


def encode_interval(settings, value):
    return _INTERVAL.pack(value.seconds * 1000000 + value.microseconds, value.days, 0)


def decode_interval(settings, data):
    microseconds, days, months = _INTERVAL.unpack(data)
    years = int(months / 12)
    months -= years * 12
    seconds, microseconds = divmod(microseconds, 1000000)
    return datetime.timedelta(days=days + months * 30 + years * 365, seconds=seconds, microseconds=microseconds)


# --- As tuples, which `set_type_codec(format="tuple")` asks for ---


def as_tuple(form, name, wanted):
    """The encoder and the decoder of what `struct` packs, as a tuple; `wanted` says in a message how many there must be."""
    packer = struct.Struct(form)
    count = len(form) - 1

    def encode(settings, value):
        if len(value) != count:
            raise ValueError(f"{name} tuple encoder: expecting {wanted} in tuple, got {len(value)}")
        return packer.pack(*value)

    def decode(settings, data):
        return packer.unpack(data)

    return encode, decode


def encode_interval_tuple(settings, value):
    if len(value) != 3:
        raise ValueError(f"interval tuple encoder: expecting 3 elements in tuple, got {len(value)}")
    months, days, microseconds = value
    return _INTERVAL.pack(microseconds, days, months)


def decode_interval_tuple(settings, data):
    microseconds, days, months = _INTERVAL.unpack(data)
    return months, days, microseconds
