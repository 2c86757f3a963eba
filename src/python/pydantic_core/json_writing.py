"""Writes a text of JSON, as the compiled core does: without spaces unless it is indented, and floats in their shortest form."""

from json.encoder import encode_basestring, encode_basestring_ascii

from .texts import json_float


def written(value, indent=None, ensure_ascii=False):
    """The text of a value that JSON has."""
    parts = []
    string = encode_basestring_ascii if ensure_ascii else encode_basestring
    if indent is None:
        _write(value, parts.append, string)
    else:
        _write_indented(value, parts.append, string, " " * indent, "\n")
    return "".join(parts)


def _scalar(value, string):
    """The text of a value without others in it; `None` if it has others."""
    if isinstance(value, str):
        return string(value)
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return int.__repr__(value)
    return json_float(value) if isinstance(value, float) else None


def _write(value, put, string):
    if isinstance(value, str):
        put(string(value))
    elif isinstance(value, dict):
        before = "{"
        for key, item in value.items():
            put(before)
            put(string(key))
            put(":")
            _write(item, put, string)
            before = ","
        put("}" if value else "{}")
    elif isinstance(value, (list, tuple)):
        before = "["
        for item in value:
            put(before)
            _write(item, put, string)
            before = ","
        put("]" if value else "[]")
    else:
        put(_scalar(value, string))


def _write_indented(value, put, string, indent, begin):
    if not isinstance(value, (dict, list, tuple)):
        put(_scalar(value, string))
        return
    brackets = "{}" if isinstance(value, dict) else "[]"
    if not value:
        put(brackets)
        return
    inner = begin + indent
    before = brackets[0] + inner
    for key in value:
        put(before)
        before = "," + inner
        if isinstance(value, dict):
            put(string(key) + ": ")
            _write_indented(value[key], put, string, indent, inner)
        else:
            _write_indented(key, put, string, indent, inner)
    put(begin + brackets[1])
