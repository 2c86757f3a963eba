"""What an object is: an instance, a subclass, something to call, a UUID."""

import re

from ..errors import SchemaError, invalid
from ..schema_reading import is_strict
from ..validation_state import LAX, PYTHON
from . import Validator


def class_text(schema, cls):
    return schema.get("cls_repr") or (cls.__qualname__ if isinstance(cls, type) else repr(cls))


class IsInstanceValidator(Validator):
    __slots__ = ("cls", "text", "name")

    def __init__(self, schema, config, definitions):
        self.cls = schema["cls"]
        try:
            isinstance("", self.cls)
        except Exception:
            raise SchemaError("'cls' must be valid as the first argument to 'isinstance'") from None
        self.text = class_text(schema, self.cls)
        self.name = f"is-instance[{self.text}]"

    def validate(self, value, state):
        if state.kind != PYTHON:
            raise invalid("needs_python_object", value, {"method_name": "isinstance"})
        if isinstance(value, self.cls):
            return value
        raise invalid("is_instance_of", value, {"class": self.text})


class IsSubclassValidator(Validator):
    __slots__ = ("cls", "text", "name")

    def __init__(self, schema, config, definitions):
        self.cls = schema["cls"]
        if not isinstance(self.cls, type):
            raise TypeError(f"'{type(self.cls).__name__}' object is not an instance of 'type'")
        self.text = class_text(schema, self.cls)
        self.name = f"is-subclass[{self.text}]"

    def validate(self, value, state):
        if state.kind != PYTHON:
            raise invalid("needs_python_object", value, {"method_name": "issubclass"})
        if isinstance(value, type) and issubclass(value, self.cls):
            return value
        raise invalid("is_subclass_of", value, {"class": self.text})


class CallableValidator(Validator):
    __slots__ = ()
    name = "callable"

    def validate(self, value, state):
        state.floor(LAX)
        if state.kind == PYTHON and callable(value):
            return value
        raise invalid("callable_type", value)


_GROUPS = (8, 4, 4, 4, 12)


class UuidValidator(Validator):
    __slots__ = ("strict", "version")
    name = "uuid"

    def __init__(self, schema, config, definitions):
        self.strict = is_strict(schema, config)
        self.version = schema.get("version")

    def validate(self, value, state):
        from uuid import UUID

        if state.kind == PYTHON and isinstance(value, UUID):
            if self.version is not None and value.version != self.version:
                raise invalid("uuid_version", value, {"expected_version": self.version})
            return value
        if (self.strict if state.strict is None else state.strict) and state.mode == "python":
            raise invalid("is_instance_of", value, {"class": "UUID"})
        if state.mode == "python":
            state.floor(LAX)
        found = UUID(int=self._number(value, state))
        if self.version is not None and found.version != self.version:
            raise invalid("uuid_version", value, {"expected_version": self.version})
        return found

    def _number(self, value, state):
        if isinstance(value, str):
            return self._parsed(value, value)
        if not isinstance(value, bytes) or state.kind != PYTHON:
            raise invalid("uuid_type", value)
        try:
            return int(_parsed_uuid(value.decode()), 16)
        except ValueError:
            pass
        if len(value) != 16:
            text = f"invalid length: expected 16 bytes, found {len(value)}"
            raise invalid("uuid_parsing", value, {"error": text})
        return int.from_bytes(value)

    def _parsed(self, text, value):
        try:
            return int(_parsed_uuid(text), 16)
        except ValueError as error:
            raise invalid("uuid_parsing", value, {"error": str(error)}) from None


def _parsed_uuid(text):
    """The hexadecimal digits of a UUID."""
    body = text
    if re.fullmatch(r"[0-9a-fA-F]{32}", body):
        return body
    if body.startswith("{") and body.endswith("}") and len(body) > 1:
        body = body[1:-1]
    elif body.startswith("urn:uuid:"):
        body = body[9:]
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", body):
        return body.replace("-", "")
    raise ValueError(_what_is_wrong(text, body))


def _what_is_wrong(text, body):
    """What the compiled core's parser says of a text that is no UUID."""
    before = text.index(body)
    for at, letter in enumerate(body, before):
        if letter not in "0123456789abcdefABCDEF-":
            return f"invalid character: found `{letter}` at {len(text[:at].encode())}"
    groups = body.split("-")
    if len(groups) == 1 and not before:
        return f"invalid length: found {len(body)}"
    if len(groups) != 5:
        return f"invalid group count: expected 5, found {len(groups)}"
    for number, (group, length) in enumerate(zip(groups, _GROUPS)):
        if len(group) != length:
            return f"invalid group length in group {number}: expected {length}, found {len(group)}"
    return "invalid UUID"


BUILDERS = {
    "is-instance": IsInstanceValidator,
    "is-subclass": IsSubclassValidator,
    "callable": lambda schema, config, definitions: CallableValidator(),
    "uuid": UuidValidator,
}
