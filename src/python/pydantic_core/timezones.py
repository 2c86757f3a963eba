"""`TzInfo`: a fixed offset from UTC."""

from datetime import timedelta, tzinfo


class TzInfo(tzinfo):
    """A fixed offset from UTC, in seconds."""

    __module__ = "pydantic_core._pydantic_core"

    def __new__(cls, seconds=0):
        whole = int(seconds)
        if abs(whole) >= 86400:
            raise ValueError(
                f"TzInfo offset must be strictly between -86400 and 86400 (24 hours) seconds, got {whole}"
            )
        if whole == 0 and cls is TzInfo and _UTC:
            return _UTC[0]
        made = super().__new__(cls)
        made._seconds = whole
        return made

    def __init__(self, seconds=0):
        pass

    def utcoffset(self, dt):
        return timedelta(seconds=self._seconds)

    def tzname(self, dt):
        return str(self)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self.utcoffset(None)

    def __repr__(self):
        return f"TzInfo({self._seconds})"

    def __str__(self):
        if not self._seconds:
            return "UTC"
        minutes, seconds = divmod(abs(self._seconds), 60)
        rest = f":{seconds:02}" if seconds else ""
        return f"{'-' if self._seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}{rest}"

    def __hash__(self):
        return hash(self._seconds)

    def _offset(self, other):
        offset = other.utcoffset(None) if isinstance(other, tzinfo) else None
        return None if offset is None else round(offset.total_seconds())

    def __eq__(self, other):
        offset = self._offset(other)
        return NotImplemented if offset is None else self._seconds == offset

    def __lt__(self, other):
        offset = self._offset(other)
        return NotImplemented if offset is None else self._seconds < offset

    def __le__(self, other):
        offset = self._offset(other)
        return NotImplemented if offset is None else self._seconds <= offset

    def __gt__(self, other):
        offset = self._offset(other)
        return NotImplemented if offset is None else self._seconds > offset

    def __ge__(self, other):
        offset = self._offset(other)
        return NotImplemented if offset is None else self._seconds >= offset

    def __deepcopy__(self, memo):
        return TzInfo(self._seconds)

    def __reduce__(self):
        return type(self), (self._seconds,)


_UTC = []
_UTC.append(TzInfo(0))
