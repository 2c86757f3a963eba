"""Addresses, of one host and of several."""

import re

from ..errors import SchemaError, invalid
from ..schema_reading import from_either, is_strict
from ..texts import listed
from ..url_parsing import EMPTY_HOST, PORTS, UrlError, parse, set_host, set_path
from ..urls import MultiHostUrl, Url
from ..validation_state import LAX, PYTHON
from . import Validator


class UrlValidator(Validator):
    __slots__ = (
        "strict", "most", "schemes", "expected", "needs_host", "default_host", "default_port", "default_path", "keeps_empty",
        "name",
    )  # fmt: skip
    kind = "url"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.most = schema.get("max_length")
        self.schemes, self.name = schema.get("allowed_schemes"), self.kind
        if self.schemes is not None:
            if not self.schemes:
                raise SchemaError("`allowed_schemes` should have length > 0")
            texts = [repr(scheme) for scheme in self.schemes]
            self.expected, self.name = listed(texts), f"{self.kind}[{','.join(texts)}]"
        self.needs_host = bool(schema.get("host_required"))
        self.default_host, self.default_port = schema.get("default_host"), schema.get("default_port")
        self.default_path = schema.get("default_path")
        self.keeps_empty = bool(from_either(schema, config, "preserve_empty_path", "url_preserve_empty_path"))
        if self.kind == "multi-host-url" and "," in (self.default_host or ""):
            raise SchemaError("default_host cannot contain a comma, see pydantic-core#326")

    def validate(self, value, state):
        found = self.read(value, state, self.strict if state.strict is None else state.strict)
        if self.schemes is not None and found._url.scheme not in self.schemes:
            raise invalid("url_scheme", value, {"expected_schemes": self.expected})
        try:
            found = self._with_defaults(found)
        except UrlError as error:
            raise invalid("url_parsing", value, {"error": str(error)}) from None
        state.floor(LAX)
        return found

    def _with_defaults(self, found):
        url = found._url
        changes = []
        if not url.host:
            if self.default_host is not None:
                changes.append(lambda url: set_host(url, self.default_host))
            elif self.needs_host:
                raise UrlError(EMPTY_HOST)
        if self.default_port is not None and url.port is None:
            changes.append(self._set_port)
        if self.default_path is not None and url.path in ("", "/"):
            changes.append(lambda url: set_path(url, self.default_path))
        if not changes:
            return found
        found = found._copied()
        found._url = found._url.copy()
        for change in changes:
            change(found._url)
        return found

    def _set_port(self, url):
        if not url.host:
            raise UrlError(EMPTY_HOST)
        url.port = None if PORTS.get(url.scheme) == self.default_port else self.default_port

    def text(self, value, state, strict):
        """The text of an input, which is not too long."""
        if state.kind == PYTHON and isinstance(value, (Url, MultiHostUrl)):
            text = str(value)
        elif isinstance(value, str):
            text = value
        elif state.kind == PYTHON and not strict and isinstance(value, (bytes, bytearray)):
            try:
                text = value.decode()
            except UnicodeDecodeError:
                raise invalid("url_type", value) from None
        else:
            raise invalid("url_type", value)
        if self.most is not None and len(text.encode()) > self.most:
            raise invalid("url_too_long", value, {"max_length": self.most})
        return text

    def read(self, value, state, strict):
        text = self.text(value, state, strict)
        if state.kind == PYTHON and isinstance(value, Url):
            return value
        url = parsed(text, value, strict)
        return Url._made(url, _is_empty_path(url, text, self.keeps_empty))


def parsed(text, value, strict):
    if not text:
        raise invalid("url_parsing", value, {"error": "input is empty"})
    try:
        url = parse(text)
    except UrlError as error:
        raise invalid("url_parsing", value, {"error": str(error)}) from None
    if strict and url.violation is not None:
        raise invalid("url_syntax_violation", value, {"error": url.violation})
    return url


def _is_empty_path(url, text, keeps_empty):
    if not keeps_empty or url.path != "/" or not url.is_special():
        return False
    found = re.search("[/?#]", text.partition(":")[2].lstrip("/"))
    return found is None or found[0] != "/"


class MultiHostUrlValidator(UrlValidator):
    __slots__ = ()
    kind = "multi-host-url"

    def read(self, value, state, strict):
        text = self.text(value, state, strict)
        if state.kind == PYTHON and isinstance(value, MultiHostUrl):
            return value
        if state.kind == PYTHON and isinstance(value, Url):
            return MultiHostUrl._made(value._url, value._empty_path, None)
        if not text:
            raise invalid("url_parsing", value, {"error": "input is empty"})
        begin = re.match(r"[\0-\x20]*([A-Za-z0-9+.-]+):[/\\]*", text)
        if begin is None:
            raise invalid("url_parsing", value, {"error": "relative URL without a base"})
        scheme = begin[1].lower()
        end = re.search(r"[/?#\\]" if scheme in PORTS else "[/?#]", text[begin.end() :])
        end = len(text) if end is None else begin.end() + end.start()
        *others, last = text[begin.end() : end].split(",")
        if any(not host for host in others):
            raise invalid("url_parsing", value, {"error": EMPTY_HOST})
        rebuilt = begin[0] + last + text[end:]
        url = parsed(rebuilt, value, strict)
        if others and not url.host:
            raise invalid("url_parsing", value, {"error": EMPTY_HOST})
        prefix = url.scheme if url.is_special() else "x"
        urls = [parsed(f"{prefix}://{host}", value, strict) for host in others]
        if any(not it.host for it in urls):
            raise invalid("url_parsing", value, {"error": EMPTY_HOST})
        return MultiHostUrl._made(url, _is_empty_path(url, rebuilt, self.keeps_empty), urls or None)


BUILDERS = {"url": UrlValidator, "multi-host-url": MultiHostUrlValidator}
