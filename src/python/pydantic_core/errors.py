"""Errors: those that the validators pass to each other (`Invalid`, of lines), and those that a program sees."""

import os
import sys

from .error_messages import FOR_JSON, KINDS_OF_VALUES, MESSAGES, fields
from .texts import safe_repr, shortened, value_text

_MODULE = "pydantic_core._pydantic_core"


class Line:
    """An error at one place of the input. `loc` is the place backwards: what is around it is appended."""

    __slots__ = ("kind", "context", "input", "loc", "template")

    def __init__(self, kind, input, context=None, loc=None, template=None):
        self.kind = kind
        self.input = input
        self.context = context
        self.loc = [] if loc is None else loc
        # The message of an error of a program's own type; `None` if the type is one of ours.
        self.template = template

    def message(self, mode):
        if self.template is not None:
            return filled(self.template, self.context)
        return rendered(self.kind, self.context, mode)

    def as_dict(self, mode, url, with_context, with_input):
        found = {"type": self.kind, "loc": tuple(self.loc[::-1]), "msg": self.message(mode)}
        if with_input:
            found["input"] = self.input
        if with_context and self.context is not None:
            found["ctx"] = dict(self.context)
        if url is not None and self.template is None:
            found["url"] = url + self.kind
        return found

    def pretty(self, mode, url, hide_input):
        place = ".".join(f"`{part}`" if isinstance(part, str) and "." in part else str(part) for part in self.loc[::-1])
        try:
            message = self.message(mode)
        except Exception as error:
            message = f"(error rendering message: {type(error).__name__}: {error})"
        shown = ""
        if not hide_input and self.kind != "default_factory_not_called":
            shown = f", input_value={shortened(safe_repr(self.input))}, input_type={type(self.input).__qualname__}"
        more = f"\n    For further information visit {url}{self.kind}" if url is not None and self.template is None else ""
        return f"{place}\n  {message} [type={self.kind}{shown}]{more}" if self.loc else f"  {message} [type={self.kind}{shown}]{more}"


class Invalid(Exception):
    """Raised by validators: the lines of what is wrong. It never reaches a program."""

    def __init__(self, lines):
        self.lines = lines

    def inside(self, place):
        """This error, seen from around: at a field, an index or a key."""
        for line in self.lines:
            line.loc.append(place)
        return self


def invalid(kind, input, context=None):
    return Invalid([Line(kind, input, context)])


def invalid_at(place, kind, input, context=None):
    return Invalid([Line(kind, input, context, [place])])


def rendered(kind, context, mode):
    """The message of a type of error."""
    template = MESSAGES[kind] if mode == "python" else FOR_JSON.get(kind) or MESSAGES[kind]
    if not context or "{" not in template:
        return template
    for name in fields(kind):
        value = context.get(name)
        if kind in ("too_short", "too_long") and value is None:
            value = "more"
        template = template.replace(f"{{{name}}}", value_text(value))
    if "{expected_plural}" in template:
        counted = next(context[name] for name in fields(kind) if name.startswith(("m", "d", "w")))
        template = template.replace("{expected_plural}", "" if counted == 1 else "s")
    return template


def filled(template, context):
    """The message of a program's own type of error."""
    for name, value in (context or {}).items():
        if not isinstance(name, str):
            raise TypeError(f"'{type(name).__name__}' object is not an instance of 'str'")
        template = template.replace(f"{{{name}}}", str(value))
    return template


def known_context(kind, context):
    """The context for a type of error, with what its message needs."""
    if kind not in MESSAGES:
        raise KeyError(f"Invalid error type: '{kind}'")
    camel = "".join(part.capitalize() for part in kind.split("_"))
    for name in fields(kind):
        if context is None or name not in context:
            raise TypeError(f"{camel}: '{name}' required in context")
        kind_of_value, types = KINDS_OF_VALUES.get(name, ("String", str))
        if name == "error" and kind in ("value_error", "assertion_error"):
            kind_of_value, types = "Option<Py<PyAny>>", object
        elif name == "actual_length":
            kind_of_value, types = ("Option<usize>", (int, type(None))) if kind == "too_long" else ("usize", int)
        value = context[name]
        fits = isinstance(value, types) or kind_of_value == "Number" and hasattr(type(value), "__float__")
        if not fits or types is int and kind_of_value[0] == "u" and value < 0:
            raise TypeError(f"{camel}: '{name}' context value must be a {kind_of_value}")
    return context


class SchemaError(Exception):
    """A schema is wrong."""

    __module__ = _MODULE

    def __init__(self, message):
        self._message = message

    def error_count(self):
        return 0

    def errors(self):
        return []

    def __str__(self):
        return self._message

    def __repr__(self):
        return 'SchemaError("%s")' % self._message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


class PydanticOmit(Exception):
    """Raised by a function to leave an item out."""

    __module__ = _MODULE

    def __new__(cls):
        return super().__new__(cls)

    def __repr__(self):
        return "PydanticOmit()"

    __str__ = __repr__


class PydanticUseDefault(Exception):
    """Raised by a function to have the default taken."""

    __module__ = _MODULE

    def __new__(cls):
        return super().__new__(cls)

    def __repr__(self):
        return "PydanticUseDefault()"

    __str__ = __repr__


class PydanticCustomError(ValueError):
    """An error of a program's own type."""

    __module__ = _MODULE

    def __new__(cls, error_type, message_template, context=None, /):
        if context is not None and not isinstance(context, dict):
            raise TypeError(f"argument 'context': '{type(context).__name__}' object is not an instance of 'dict'")
        made = super().__new__(cls, error_type, message_template)
        made._type, made._template, made._context = error_type, message_template, context
        return made

    @property
    def type(self):
        return self._type

    @property
    def message_template(self):
        return self._template

    @property
    def context(self):
        return self._context

    def message(self):
        return filled(self._template, self._context)

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f"{self.message()} [type={self._type}, context={self._context}]"

    def __reduce__(self):
        # `args` are those of a subclass, which may make the others of them.
        state = {name: value for name, value in self.__dict__.items() if name not in ("_type", "_template", "_context")}
        return (type(self), self.args, state) if state else (type(self), self.args)

    def line(self, input):
        return Line(self._type, input, self._context, None, self._template)


class PydanticKnownError(ValueError):
    """An error of one of the core's types."""

    __module__ = _MODULE

    def __new__(cls, error_type, context=None, /):
        made = super().__new__(cls, error_type, context)
        made._type, made._context = error_type, known_context(error_type, context)
        return made

    def __init__(self, *args, **kwargs):
        pass

    @property
    def type(self):
        return self._type

    @property
    def message_template(self):
        return MESSAGES[self._type]

    @property
    def context(self):
        return None if self._context is None else dict(self._context)

    def message(self):
        return rendered(self._type, self._context, "python")

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f"{self.message()} [type={self._type}, context={self._context}]"

    def line(self, input):
        return Line(self._type, input, self._context)


class ValidationError(ValueError):
    """What is wrong with an input, a line for each place."""

    __module__ = _MODULE

    def __new__(cls, title, line_errors, input_type="python", hide_input=False):
        made = super().__new__(cls)
        made._title, made._lines, made._mode, made._hides = title, line_errors, input_type, hide_input
        return made

    def __init__(self, *args, **kwargs):
        self.args = ()

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type="python", hide_input=False):
        if input_type not in ("python", "json", "string"):
            raise ValueError(f"Invalid error mode: {input_type}")
        return cls(title, [_line_of(details) for details in line_errors], input_type, hide_input)

    @property
    def title(self):
        return self._title

    def error_count(self):
        return len(self._lines)

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        url = _url() if include_url else None
        return [line.as_dict(self._mode, url, include_context, include_input) for line in self._lines]

    def json(self, *, indent=None, include_url=True, include_context=True, include_input=True):
        from .schema_serializer import to_json

        errors = self.errors(include_url=include_url, include_context=include_context, include_input=include_input)
        for error in errors:
            if "ctx" in error:
                error["ctx"] = {key: str(it) if isinstance(it, BaseException) else it for key, it in error["ctx"].items()}
        return to_json(errors, indent=indent, serialize_unknown=True).decode()

    def __str__(self):
        count = len(self._lines)
        url = _url() if _shows_url() else None
        lines = "\n".join(line.pretty(self._mode, url, self._hides) for line in self._lines)
        return f"{count} validation error{'' if count == 1 else 's'} for {self._title}\n{lines}"

    __repr__ = __str__

    def __reduce__(self):
        errors = self.errors(include_url=_shows_url())
        for line, error in zip(self._lines, errors):
            if line.template is not None:
                error["type"] = PydanticCustomError(line.kind, line.template, line.context)
        return type(self).from_exception_data, (self._title, errors, self._mode, self._hides)


def _line_of(details):
    """The line for a dictionary of details."""
    if not isinstance(details, dict):
        raise TypeError(f"'{type(details).__name__}' object cannot be cast as 'dict'")
    kind, place, context = details["type"], details.get("loc", ()), details.get("ctx")
    if not isinstance(place, (tuple, list)):
        raise TypeError("Location must be a list or tuple of strings and ints")
    loc = [location(part) for part in place[::-1]]
    if isinstance(kind, str):
        return Line(kind, details.get("input"), known_context(kind, context), loc)
    if isinstance(kind, PydanticCustomError):
        return Line(kind.type, details.get("input"), kind.context, loc, kind.message_template)
    raise TypeError("`type` should be a `str` or `PydanticCustomError`")


def location(key):
    """A key of the input as a part of a place."""
    if type(key) is str or type(key) is int:
        return key
    if isinstance(key, str):
        return str.__str__(key)
    if isinstance(key, int):
        return int(key)
    return safe_repr(key)


def _shows_url():
    """Tells if messages have an address: a program's environment decides."""
    omits = os.environ.get("PYDANTIC_ERRORS_OMIT_URL")
    if omits is not None:
        return not omits
    return os.environ.get("PYDANTIC_ERRORS_INCLUDE_URL", "true").lower() in ("1", "true")


def _url():
    """The begin of the address of a type of error."""
    version = getattr(sys.modules.get("pydantic"), "__version__", None)
    if version is None:
        try:
            from pydantic import __version__ as version
        except ImportError:
            pass
    return f"https://errors.pydantic.dev/{'.'.join(version.split('.')[:2]) if version else 'latest'}/v/"


def from_function(error, input):
    """What a function of the program has raised, as `Invalid` if that says that the input is wrong; else the very error."""
    if isinstance(error, ValueError):
        if isinstance(error, (PydanticCustomError, PydanticKnownError)):
            return Invalid([error.line(input)])
        if isinstance(error, ValidationError):
            return Invalid([Line(it.kind, it.input, it.context, it.loc[:], it.template) for it in error._lines])
        str(error)
        return Invalid([Line("value_error", input, {"error": error})])
    if isinstance(error, AssertionError):
        str(error)
        return Invalid([Line("assertion_error", input, {"error": error})])
    return error


def seen_by_program(error, title, mode, hide_input=False, with_cause=False, place=None):
    """What the program is told of an error of validators."""
    if isinstance(error, PydanticOmit):
        return SchemaError("Uncaught Omit error, please check your usage of `default` validators.")
    if isinstance(error, PydanticUseDefault):
        return SchemaError(
            "Uncaught `PydanticUseDefault` exception: the error was raised in a field validator and no default value is "
            "available for that field."
        )
    if place is not None:
        error.inside(place)
    made = ValidationError(title, error.lines, mode, hide_input)
    if with_cause:
        causes = []
        for line in error.lines:
            if line.template is None and line.kind in ("value_error", "assertion_error") and line.context["error"] is not None:
                cause = line.context["error"]
                where = ".".join(str(part) for part in line.loc[::-1]) or "root"
                cause.add_note(f"\nPydantic: cause of loc: {where}")
                causes.append(cause)
        if causes:
            made.__cause__ = BaseExceptionGroup("Pydantic User Code Exceptions", causes)
    return made
