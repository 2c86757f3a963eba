"""What is said of values that are not of the type that a schema has for them."""

from ..texts import safe_repr, shortened

_MODULE = "pydantic_core._pydantic_core"


class PydanticSerializationError(ValueError):
    """A value cannot be serialized."""

    __module__ = _MODULE

    def __init__(self, message):
        super().__init__(message)
        self._message = message

    def __str__(self):
        return self._message

    def __repr__(self):
        return f"PydanticSerializationError({self._message})"


class UnknownTypeError(PydanticSerializationError):
    """A value is of a type that nothing is known of."""

    __name__ = __qualname__ = "PydanticSerializationError"


UnknownTypeError.__name__ = UnknownTypeError.__qualname__ = "PydanticSerializationError"


class PydanticSerializationUnexpectedValue(ValueError):
    """A value is not of the type that its schema says."""

    __module__ = _MODULE

    def __init__(self, message=None, field_name=None, field_type=None, input_value=None):
        super().__init__(message, field_name, field_type, input_value)
        self._message, self._field_name, self._field_type, self._input = message, field_name, field_type, input_value

    def __str__(self):
        message = self._message or ""
        if self._field_type is not None:
            message += f"{': ' if message else ''}Expected `{self._field_type}`"
            if self._input is not None:
                message += " - serialized value may not be as expected"
        if self._input is not None:
            field = "" if self._field_name is None else f"field_name='{self._field_name}', "
            shown = shortened(safe_repr(self._input))
            message += f" [{field}input_value={shown}, input_type={type(self._input).__name__}]"
        return message or "Unexpected Value"

    def __repr__(self):
        return f"PydanticSerializationUnexpectedValue({self})"
