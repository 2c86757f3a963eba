"""Durations."""

from datetime import timedelta

from ..duration_reading import duration_of_number, read_duration
from ..errors import invalid
from ..time_reading import TimeError
from ..validation_state import JSON, LAX, PYTHON, STRICT
from .times import Temporal, count_of, text_data, text_exactness


class TimedeltaValidator(Temporal):
    __slots__ = ("multiple_of",)
    name = "timedelta"

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        self.multiple_of = None
        if schema.get("multiple_of") is not None:
            self.multiple_of = self._limit("multiple_of", schema["multiple_of"])
            if self.multiple_of <= timedelta(0):
                raise ValueError("'multiple_of' must be greater than 0")

    def validate(self, value, state):
        found = self.converted(value, state, self.strict if state.strict is None else state.strict)
        if self.multiple_of is not None and found % self.multiple_of:
            raise invalid("multiple_of", found, {"multiple_of": in_words(self.multiple_of)})
        for key, kind, compares, limit in self.limits:
            if not compares(found, limit):
                raise invalid(kind, found, {key: in_words(limit)})
        return found

    def converted(self, value, state, strict):
        if state.kind == PYTHON and isinstance(value, timedelta):
            if type(value) is not timedelta:
                state.floor(STRICT)
            return value
        data = text_data(value, state, strict)
        try:
            if data is not None:
                found = read_duration(data, self.exact)
                exactness = text_exactness(state)
            else:
                number = None if strict else count_of(value, state)
                if isinstance(value, bool) and not strict and state.kind == PYTHON:
                    number = int(value)
                if number is None:
                    raise invalid("time_delta_type", value)
                if number != number:
                    raise TimeError("NaN values not permitted")
                if isinstance(number, int) and not -(2**63) <= number < 2**63:
                    if state.kind == JSON:
                        raise invalid("time_delta_type", value)
                    number = float(number)
                found = duration_of_number(number)
                exactness = LAX
        except TimeError as error:
            raise invalid("time_delta_parsing", value, {"error": str(error)}) from None
        state.floor(exactness)
        return found


def in_words(delta):
    """A duration in words: `1 day and 2 hours`."""
    counts = {
        "day": delta.days,
        "hour": delta.seconds // 3600,
        "minute": delta.seconds % 3600 // 60,
        "second": delta.seconds % 60,
        "microsecond": delta.microseconds,
    }
    words = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count]
    return " and ".join(words) or "0 seconds"


BUILDERS = {"timedelta": TimedeltaValidator}
