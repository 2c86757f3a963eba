"""Where the value of a field is looked up: by its name, an alias, or a path of keys."""

from collections.abc import Mapping

from ..errors import Invalid, SchemaError, invalid
from ..markers import PydanticUndefined
from ..validation_state import ABSENT, STRINGS


class Path:
    """A path of keys and indices."""

    __slots__ = ("first", "rest")

    def __init__(self, first, rest=()):
        self.first, self.rest = first, rest

    def __str__(self):
        return ".".join(f"'{part}'" if isinstance(part, str) else str(part) for part in (self.first, *self.rest))

    def follow(self, value):
        """What the rest of the path leads to, from the value at its first key."""
        for part in self.rest:
            if isinstance(value, str):
                return ABSENT
            try:
                value = value[part]
            except Exception:
                return ABSENT
        return value

    def in_dict(self, source):
        value = source.get(self.first, ABSENT) if type(source) is dict else dict.get(source, self.first, ABSENT)
        return self.follow(value) if self.rest and value is not ABSENT else value

    def in_mapping(self, source):
        value = source.get(self.first, PydanticUndefined)
        return ABSENT if value is PydanticUndefined else self.follow(value)

    def in_object(self, source):
        value = attribute(source, self.first)
        for part in self.rest:
            if value is ABSENT:
                return ABSENT
            value = attribute(value, part) if isinstance(part, str) else Path("", (part,)).follow(value)
        return value

    def place(self, line):
        """Puts a line at this path."""
        line.loc += self.rest[::-1]
        line.loc.append(self.first)


def attribute(source, name):
    if isinstance(source, dict):
        try:
            return source[name]
        except Exception:
            return ABSENT
    return getattr(source, name, ABSENT)


def _path(parts):
    if not isinstance(parts, list):
        raise TypeError(f"'{type(parts).__name__}' object cannot be cast as 'list'")
    if not parts:
        raise SchemaError("Each alias path should have at least one element")
    if not isinstance(parts[0], str):
        raise TypeError("The first item in an alias path should be a string")
    if any(not isinstance(part, (str, int)) for part in parts[1:]):
        raise TypeError("Item in an alias path should be a string or int")
    return Path(parts[0], tuple(parts[1:]))


def alias_paths(alias):
    """The paths of an alias: a name, a path, or several paths."""
    if alias is None:
        return []
    if isinstance(alias, str):
        return [Path(alias)]
    if isinstance(alias, list) and not alias:
        raise SchemaError("Lookup paths should have at least one element")
    if isinstance(alias, list) and isinstance(alias[0], list):
        return [_path(parts) for parts in alias]
    return [_path(alias)]


class Field:
    """A field: its name, the paths to its value, its validator."""

    __slots__ = ("name", "validator", "frozen", "paths", "simple", "aliases", "extra")

    def __init__(self, name, validator, alias, **extra):
        self.name, self.validator, self.extra = name, validator, extra
        self.frozen = bool(extra.get("frozen"))
        self.aliases = alias_paths(alias)
        by_name = Path(name)
        # By the kind of the lookup: names, aliases, both.
        self.paths = (
            (),
            (by_name,),
            tuple(self.aliases) or (by_name,),
            (*self.aliases, by_name),
        )
        # The key, where that is all that there is to the lookup.
        self.simple = tuple(paths[0].first if len(paths) == 1 and not paths[0].rest else None for paths in self.paths)

    def find(self, source, how, lookup):
        """The path by which there is a value, and the value; `None` if there is none. `how` is a method of `Path`."""
        for path in self.paths[lookup]:
            value = how(path, source)
            if value is not ABSENT:
                return path, value
        return None

    def missing_place(self, lookup, by_alias):
        if by_alias and lookup & 2 and self.aliases:
            path = self.aliases[0]
            return [*path.rest[::-1], path.first]
        return [self.name]


def mapping_items(mapping):
    """The items of a mapping that is no dictionary."""
    try:
        items = list(mapping.items())
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        raise invalid("mapping_type", mapping, {"error": text}) from None
    for item in items:
        if not isinstance(item, tuple) or len(item) != 2:
            raise invalid("mapping_type", mapping, {"error": "Mapping items must be tuples of (key, value) pairs"})
    return items


def checked_text(value):
    """A value of a mapping of texts, which is a text or such a mapping."""
    if isinstance(value, (str, dict)):
        return value
    raise invalid("string_type", value)


def dict_source(value, state, strict, kind="dict_type", context=None):
    """An input as a source of fields: (itself, the method of `Path` that reads it, a function to its items)."""
    if type(value) is dict:
        return value, _strings_in_dict if state.kind == STRINGS else Path.in_dict, dict.items
    if state.kind == 0:
        if isinstance(value, dict) if strict else isinstance(value, Mapping):
            return value, Path.in_mapping, mapping_items
    elif isinstance(value, dict):
        return value, Path.in_dict, dict.items
    raise invalid(kind, value, context)


def _strings_in_dict(path, source):
    value = path.in_dict(source)
    return value if value is ABSENT else checked_text(value)


_PLAIN_MODULES = ("builtins", "datetime", "collections")


def has_fields(value):
    """Tells if attributes of an object may be fields: not if it is of a plain type."""
    module = getattr(type(value), "__module__", None)
    return isinstance(module, str) and module not in _PLAIN_MODULES


def field_source(value, state, strict, from_attributes, kind, context):
    """As `dict_source`, or the attributes of an object; those have no function to their items."""
    if state.kind or not from_attributes:
        return dict_source(value, state, strict, kind, context)
    if isinstance(value, dict):
        return value, Path.in_dict, dict.items
    if not strict and isinstance(value, Mapping):
        return value, Path.in_mapping, mapping_items
    more = None
    if not has_fields(value):
        if not (isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], dict) and has_fields(value[0])):
            raise invalid("model_attributes_type", value)
        value, more = value

    def read(path, source):
        if more is not None:
            found = path.in_dict(more)
            if found is not ABSENT:
                return found
        try:
            return path.in_object(source)
        except Invalid:
            raise
        except Exception as error:
            raise invalid("get_attribute_error", source, {"error": f"{type(error).__name__}: {error}"}) from None

    return value, read, None
