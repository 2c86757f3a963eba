"""Reads JSON: by the library's own reader, and where that fails by one that says what is wrong in the compiled core's words,
and that takes what was cut off, if it is asked to."""

import json
import re

from .errors import Invalid, invalid
from .validation_state import JSON
from .validators.conversions import bytes_of

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}
# Where the end may come too soon, if what was cut off is taken.
_CUT_OFF = ("EOF", "expected `,`")


class JsonError(Exception):
    """What is wrong, and at which index of the text."""

    def __init__(self, what, at):
        self.what, self.at = what, at


def parsed_input(value, state):
    """An input that is a text of JSON, parsed."""
    kind, exactness = state.kind, state.exactness
    try:
        data = bytes_of(value, state, False, "utf8") if type(value) is not bytes else value
    except Invalid as error:
        for line in error.lines:
            line.kind = "json_type" if line.kind == "bytes_type" else line.kind
        raise
    finally:
        if kind == JSON:
            state.exactness = exactness
    try:
        return parse(data, state.partial)
    except ValueError as error:
        raise invalid("json_invalid", value, {"error": str(error)}) from None


def parse(data, partial=False, allow_inf_nan=True):
    """The value of a text of JSON. Raises `ValueError` with what is wrong, and where."""
    if not partial and allow_inf_nan:
        try:
            text = data.decode()
            if not text.startswith("\ufeff"):
                return json.loads(text)
        except (ValueError, RecursionError):
            pass
    text = data.decode("utf-8", "replace")
    reader = Reader(text, partial, allow_inf_nan)
    try:
        return reader.read()
    except JsonError as error:
        before = text[: error.at].encode()
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1)
        # A place beyond the end is that of the last letter.
        column += 1 if error.at < len(text) else 0
        raise ValueError(f"{error.what} at line {line} column {column}") from None


class Reader:
    """Reads JSON letter by letter."""

    def __init__(self, text, partial, allow_inf_nan):
        self.text, self.partial, self.allow_inf_nan = text, partial, allow_inf_nan
        self.at = 0
        self.depth = 200

    def read(self):
        value = self.value(self.peek())
        if not self.partial and self.space() is not None:
            raise JsonError("trailing characters", self.at)
        return value

    def space(self):
        """The next letter that is no space; `None` at the end."""
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter not in " \r\t\n":
                return letter
            self.at += 1
        return None

    def peek(self):
        letter = self.space()
        if letter is None:
            raise JsonError("EOF while parsing a value", self.at)
        return letter

    def allowed(self, error):
        return self.partial and error.what.startswith(_CUT_OFF)

    def inner(self, letter):
        if not self.depth:
            raise JsonError("recursion limit exceeded", self.at)
        self.depth -= 1
        try:
            return self.value(letter)
        finally:
            self.depth += 1

    def value(self, letter):
        if letter == '"':
            return self.string(self.partial == "trailing-strings")
        if letter == "[":
            found = []
            try:
                self.array(found)
            except JsonError as error:
                if not self.allowed(error):
                    raise
            return found
        if letter == "{":
            found = {}
            try:
                self.object(found)
            except JsonError as error:
                if not self.allowed(error):
                    raise
            return found
        if letter in _WORDS:
            word, value = _WORDS[letter]
            self.word(word)
            return value
        return self.number(letter)

    def word(self, word):
        for offset, letter in enumerate(word):
            at = self.at + offset
            if at >= len(self.text):
                raise JsonError("EOF while parsing a value", at)
            if self.text[at] != letter:
                raise JsonError("expected ident", at)
        self.at += len(word)

    def number(self, letter):
        start = self.at
        if letter == "N" and self.allow_inf_nan:
            self.word("NaN")
            return float("nan")
        negative = letter == "-"
        if negative and start + 1 >= len(self.text):
            raise JsonError("EOF while parsing a value", start + 1)
        first = self.text[start + 1] if negative else letter
        if first == "I":
            if not self.allow_inf_nan:
                raise JsonError("invalid number" if negative else "expected value", start + negative)
            self.at += negative
            self.word("Infinity")
            return float("-inf") if negative else float("inf")
        if not ("0" <= first <= "9"):
            raise JsonError("invalid number" if negative else "expected value", start + negative)
        found = _NUMBER.match(self.text, start)
        end = found.end()
        following = self.text[end : end + 1]
        if found[0] in ("0", "-0") and "0" <= following <= "9" and following:
            raise JsonError("invalid number", end)
        if following == "." or following and following in "eE":
            end += 1
            if following in "eE" and self.text[end : end + 1] in ("+", "-") and self.text[end : end + 1]:
                end += 1
            raise JsonError("EOF while parsing a value" if end >= len(self.text) else "invalid number", end)
        self.at = end
        if found[1] or found[2]:
            return float(found[0])
        if len(found[0].lstrip("-")) > 4300:
            raise JsonError("number out of range", start + negative + 4301)
        return int(found[0])

    def string(self, takes_rest):
        start = self.at
        self.at += 1
        parts = []
        while True:
            if self.at >= len(self.text):
                if takes_rest:
                    return "".join(parts)
                raise JsonError("EOF while parsing a string", self.at)
            letter = self.text[self.at]
            if letter == '"':
                self.at += 1
                return "".join(parts)
            if letter < " ":
                raise JsonError("control character (\\u0000-\\u001F) found while parsing a string", self.at)
            if letter != "\\":
                parts.append(letter)
                self.at += 1
                continue
            try:
                parts.append(self.escape())
            except JsonError as error:
                if takes_rest and error.what.startswith("EOF"):
                    self.at = len(self.text)
                    return "".join(parts)
                raise
        return self.text[start : self.at]

    def escape(self):
        self.at += 1
        letter = self.text[self.at : self.at + 1]
        if not letter:
            raise JsonError("EOF while parsing a string", self.at)
        if letter in _ESCAPES:
            self.at += 1
            return _ESCAPES[letter]
        if letter != "u":
            raise JsonError("invalid escape", self.at)
        self.at += 1
        code = self.code()
        if 0xDC00 <= code < 0xE000:
            raise JsonError("lone leading surrogate in hex escape", self.at - 1)
        if not 0xD800 <= code < 0xDC00:
            return chr(code)
        for expected in "\\u":
            letter = self.text[self.at : self.at + 1]
            if not letter:
                raise JsonError("EOF while parsing a string", self.at)
            if letter != expected:
                raise JsonError("unexpected end of hex escape", self.at)
            self.at += 1
        low = self.code()
        if not 0xDC00 <= low < 0xE000:
            raise JsonError("lone leading surrogate in hex escape", self.at - 1)
        return chr(0x10000 + (code - 0xD800 << 10) + low - 0xDC00)

    def code(self):
        number = 0
        for _ in range(4):
            letter = self.text[self.at : self.at + 1]
            if not letter:
                raise JsonError("EOF while parsing a string", self.at)
            if letter not in "0123456789abcdefABCDEF":
                raise JsonError("invalid escape", self.at)
            number = number * 16 + int(letter, 16)
            self.at += 1
        return number

    def array(self, found):
        self.at += 1
        letter = self.space()
        if letter is None:
            raise JsonError("EOF while parsing a list", self.at)
        if letter == "]":
            self.at += 1
            return
        while True:
            found.append(self.inner(letter))
            letter = self.space()
            if letter is None:
                raise JsonError("EOF while parsing a list", self.at)
            if letter == "]":
                self.at += 1
                return
            if letter != ",":
                raise JsonError("expected `,` or `]`", self.at)
            self.at += 1
            letter = self.space()
            if letter is None:
                raise JsonError("EOF while parsing a value", self.at)
            if letter == "]":
                raise JsonError("trailing comma", self.at)

    def object(self, found):
        self.at += 1
        letter = self.space()
        if letter is None:
            raise JsonError("EOF while parsing an object", self.at)
        if letter == "}":
            self.at += 1
            return
        while True:
            if letter != '"':
                raise JsonError("key must be a string", self.at)
            key = self.string(False)
            letter = self.space()
            if letter is None:
                raise JsonError("EOF while parsing an object", self.at)
            if letter != ":":
                raise JsonError("expected `:`", self.at)
            self.at += 1
            found[key] = self.inner(self.peek())
            letter = self.space()
            if letter is None:
                raise JsonError("EOF while parsing an object", self.at)
            if letter == "}":
                self.at += 1
                return
            if letter != ",":
                raise JsonError("expected `,` or `}`", self.at)
            self.at += 1
            letter = self.space()
            if letter is None:
                raise JsonError("EOF while parsing a value", self.at)
            if letter == "}":
                raise JsonError("trailing comma", self.at)


