"""Serializers that are functions of the program, alone or around another serializer."""

from ..errors import PydanticOmit
from ..texts import function_name, safe_repr
from . import Serializer, build, serialize, serialize_key
from .choices_and_texts import uses, when_used
from .filters import NO_FILTER, SKIP
from .inference import infer, infer_key
from .plain_values import ANY
from .warnings_of_values import PydanticSerializationError, PydanticSerializationUnexpectedValue


class SerializationInfo:
    """What a function is told of the serialization."""

    __module__ = "pydantic_core._pydantic_core"
    _SHOWN = (
        "include", "exclude", "context", "mode", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none",
        "exclude_computed_fields", "round_trip", "serialize_as_any",
    )  # fmt: skip

    include = exclude = context = polymorphic_serialization = None

    def __init__(self, state, is_field):
        if is_field and state.field_name is None:
            raise RuntimeError("Model field context expected for field serialization info but no model field was found")
        # Those that are not given are no attributes of its own.
        for name in ("include", "exclude", "context"):
            given = getattr(state, name)
            if given is not None:
                setattr(self, name, given)
        self.mode = state.mode
        self.by_alias, self.exclude_unset = state.by_alias, state.exclude_unset
        self.exclude_defaults, self.exclude_none = state.exclude_defaults, state.exclude_none
        self.exclude_computed_fields, self.round_trip = state.exclude_computed, state.round_trip
        self.serialize_as_any = state.as_any
        if state.polymorphic is not None:
            self.polymorphic_serialization = state.polymorphic
        if is_field:
            self._field_name = state.field_name

    @property
    def field_name(self):
        if not hasattr(self, "_field_name"):
            raise AttributeError("No attribute named 'field_name'")
        return self._field_name

    def mode_is_json(self):
        return self.mode == "json"

    def __repr__(self):
        shown = {name: getattr(self, name) for name in self._SHOWN}
        shown["by_alias"] = bool(self.by_alias)
        return f"SerializationInfo({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


class _FunctionSerializer(Serializer):
    __slots__ = (
        "function", "function_name", "name", "returned", "inner", "when", "is_field_serializer", "takes_info",
    )  # fmt: skip

    def __init__(self, schema, config, definitions):
        described = schema["serialization"]
        self.function = described["function"]
        self.is_field_serializer = bool(described.get("is_field_serializer"))
        self.takes_info = bool(described.get("info_arg"))
        self.function_name = function_name(self.function)
        returned = described.get("return_schema")
        self.returned = ANY if returned is None else build(returned, config, definitions)
        self.when = when_used(described, "always")

    @property
    def retries(self):
        return self.inner is not None and self.inner.retries or self.returned.retries

    def more(self, state):
        """The arguments after the value."""
        return ()

    def call(self, value, state):
        args = (value, *self.more(state))
        if self.takes_info:
            args += (SerializationInfo(state, self.is_field_serializer),)
        if not self.is_field_serializer:
            return self.function(*args)
        if state.model is None:
            raise RuntimeError(
                f"Function {self.kind} serializer expected to be run inside the context of a model field but no model was found"
            )
        return self.function(state.model, *args)

    def run(self, value, state, function, otherwise):
        """Calls the function and has its result serialized, unless it is not used for this value."""
        if not uses(self.when, value, state):
            return function(self.inner, value, state)
        try:
            found = self.call(value, state)
        except PydanticSerializationUnexpectedValue as error:
            if state.check:
                raise
            state.warn(error)
            return otherwise(value, state)
        except PydanticSerializationError as error:
            raise PydanticSerializationError(str(error)) from None
        except RecursionError:
            raise PydanticSerializationError(f"Error calling function `{self.function_name}`: RecursionError") from None
        except PydanticOmit as error:
            raise PydanticSerializationError(f"Error calling function `{self.function_name}`: PydanticOmit: {error}") from error
        except Exception as error:
            text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise PydanticSerializationError(f"Error calling function `{self.function_name}`: {text}") from error
        # What is included was for the function to see.
        include, exclude = state.include, state.exclude
        state.include = state.exclude = None
        try:
            return function(self.returned, found, state)
        finally:
            state.include, state.exclude = include, exclude

    def to_python(self, value, state):
        return self.run(value, state, serialize, infer)

    def json_key(self, key, state):
        return self.run(key, state, serialize_key, infer_key)


def _without(schema):
    """A schema without what it says of serialization."""
    return {key: value for key, value in schema.items() if key not in ("serialization", "ref")}


class PlainFunctionSerializer(_FunctionSerializer):
    __slots__ = ()
    kind = "plain"

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        self.inner = None if self.when == "always" else build(_without(schema), config, definitions)
        self.name = f"plain_function[{self.function_name}]"


class WrapFunctionSerializer(_FunctionSerializer):
    __slots__ = ()
    kind = "wrap"

    def __init__(self, schema, config, definitions):
        super().__init__(schema, config, definitions)
        inner = schema["serialization"].get("schema")
        self.inner = build(_without(schema) if inner is None else inner, config, definitions)
        self.name = f"wrap_function[{self.function_name}, {self.inner.name}]"

    def more(self, state):
        return (SerializationCallable(self.inner, state),)


class SerializationCallable:
    """The handler that a function around a serializer calls."""

    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, serializer, state):
        self._serializer, self._state = serializer, state.copy()
        self._state.text = False

    def __call__(self, value, index_key=None, /):
        state = self._state.copy()
        if index_key is not None:
            if not isinstance(index_key, (int, str)):
                text = f"'index_key' is expected to be an integer or a string, got '{safe_repr(index_key)}'"
                raise TypeError(text)
            inner = NO_FILTER.next(index_key, state.include, state.exclude)
            if inner is SKIP:
                raise PydanticOmit
            state.include, state.exclude = inner
        found = self._serializer.to_python(value, state)
        state.finish()
        return found

    def __repr__(self):
        return f"SerializationCallable(serializer={self._serializer.name})"
