"""Writes dates, times and durations as the compiled core does: in ISO 8601, or as a number of seconds or milliseconds."""


def offset_of(moment):
    """The offset of a time or datetime from UTC in seconds; `None` if it has none."""
    offset = moment.utcoffset()
    return None if offset is None else round(offset.total_seconds())


def clock_text(moment):
    """The time of a datetime or time in ISO 8601."""
    text = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    if moment.microsecond:
        text += f".{moment.microsecond:06}"
    offset = None if moment.tzinfo is None else offset_of(moment)
    if offset is None:
        return text
    if not offset:
        return text + "Z"
    minutes = abs(offset) // 60
    return f"{text}{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def date_text(day):
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def datetime_text(moment):
    return f"{date_text(moment)}T{clock_text(moment)}"


def duration_text(delta):
    """A duration in ISO 8601, in years of 365 days."""
    sign = ""
    if delta.days < 0:
        sign, delta = "-", -delta
    years, days = divmod(delta.days, 365)
    text = f"{sign}P" + (f"{years}Y" if years else "") + (f"{days}D" if days else "")
    if not delta:
        return text + "T0S"
    if delta.seconds or delta.microseconds:
        hours, seconds = divmod(delta.seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        text += "T" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if delta.microseconds:
            text += f"{seconds}.{f'{delta.microseconds:06}'.rstrip('0')}S"
        elif seconds:
            text += f"{seconds}S"
    return text


def datetime_value(value, mode):
    if mode == "iso8601":
        return datetime_text(value)
    offset = offset_of(value) if value.tzinfo is not None else None
    day = value.toordinal() - 719163
    seconds = float(day * 86400 + value.hour * 3600 + value.minute * 60 + value.second - (offset or 0))
    if mode == "seconds":
        return seconds + value.microsecond / 1_000_000.0
    return seconds * 1_000.0 + value.microsecond / 1_000.0


def date_value(value, mode):
    if mode == "iso8601":
        return date_text(value)
    seconds = float((value.toordinal() - 719163) * 86400)
    return seconds if mode == "seconds" else seconds * 1000.0


def time_value(value, mode):
    if mode == "iso8601":
        return clock_text(value)
    seconds = value.hour * 3600.0 + value.minute * 60.0 + value.second
    if mode == "seconds":
        return seconds + value.microsecond / 1_000_000.0
    return seconds * 1_000.0 + value.microsecond / 1_000.0


def timedelta_value(value, mode):
    if mode == "iso8601":
        return duration_text(value)
    microseconds = (value.days * 86400 + value.seconds) * 1_000_000 + value.microseconds
    return microseconds / 1_000_000.0 if mode == "seconds" else microseconds / 1_000.0
