import datetime
from typing import Annotated, Any, Literal, NamedTuple, TypedDict

from pydantic import Field, Strict, TypeAdapter, ValidationError


class Point(NamedTuple):
    x: int
    y: int = 0


class Film(TypedDict, total=False):
    title: str
    year: Annotated[int, Field(ge=1888)]


cases = [
    (int, ["5", 5.0, 5.5, True, "5.5", "five", None, b"7"]),
    (Annotated[int, Strict()], [5, "5", 5.0, True]),
    (float, ["1e3", "inf", 3, "x"]),
    (bool, [1, "on", "No", 2, "perhaps"]),
    (str, ["a", 1, b"bytes"]),
    (bytes, ["a", b"b", 1]),
    (list[int], [[1, "2"], (1,), {1}, "12", {"a": 1}]),
    (set[int], [[1, "1", 2], {3}]),
    (tuple[int, str], [(1, "a"), [1, "a", 2], ["x"]]),
    (tuple[int, ...], [(1, 2), ("x",)]),
    (dict[str, int], [{"a": "1"}, {1: 2}, []]),
    (int | str, [1, "1", 1.0, None]),
    (Literal["a", 1], ["a", 1, "1", True]),
    (Point, [(1, 2), {"x": "1"}, [1, 2, 3], {"z": 1}]),
    (Film, [{"title": "t"}, {"year": 1800}, {"more": 1}]),
    (datetime.date, ["2030-01-02", "2030-01-02T00:00:00", "2030-01-02T01:00:00", 0, "soon"]),
    (datetime.datetime, ["2030-01-02", "2030-01-02 03:04", "2030-01-02T03:04:05.678+02:00", 1e9, "x"]),
    (datetime.time, ["12:30", "12:30:15.5Z", 3600, "24:00"]),
    (datetime.timedelta, ["P1DT2H", "1 day, 02:00:00", "-00:30", 90.5, "x"]),
    (Any, [object]),
    (None, [None, 0]),
]
for kind, values in cases:
    adapter = TypeAdapter(kind)
    print(kind)
    for value in values:
        try:
            print("  ", repr(value), "->", repr(adapter.validate_python(value)))
        except ValidationError as error:
            print("  ", repr(value), "--", [(each["loc"], each["type"], each["msg"]) for each in error.errors()])
numbers = TypeAdapter(list[Annotated[int, Field(multiple_of=3)]])
print(numbers.validate_json("[3, 6]"), numbers.dump_json([9]), numbers.json_schema())
for text in "[3, 4", "[3, 4]", "nonsense", '{"a": 1}':
    try:
        numbers.validate_json(text)
    except ValidationError as error:
        print(error)
print(TypeAdapter(dict[int, float]).validate_strings({"1": "2.5"}), numbers.get_default_value())
