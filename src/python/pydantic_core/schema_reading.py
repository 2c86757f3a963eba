"""Reads what schemas and their configuration say, and builds what they describe."""

from .errors import SchemaError


def from_either(schema, config, key, config_key=None):
    """What a schema says of a key, or else its configuration."""
    if key in schema:
        return schema[key]
    return None if config is None else config.get(config_key or key)


def is_strict(schema, config):
    return bool(from_either(schema, config, "strict"))


def extra_behavior(schema, config, default="ignore"):
    found = from_either(schema, config, "extra_behavior", "extra_fields_behavior")
    if found is None:
        return default
    if found not in ("allow", "forbid", "ignore"):
        raise SchemaError(f"Invalid extra_behavior: `{found}`")
    return found


class Definitions:
    """The definitions of a schema: what is built for each, by its name. A reference may come first."""

    def __init__(self, uses_prebuilt):
        self.uses_prebuilt = uses_prebuilt
        self.built = {}
        self.asked = set()

    def add(self, name, built):
        if name in self.built:
            raise SchemaError(f"Duplicate ref: `{name}`")
        self.built[name] = built

    def finish(self):
        for name in self.asked:
            if name not in self.built:
                raise SchemaError(f"Definitions error: definition `{name}` was never filled")


def prebuilt(kind, schema, attribute, expected):
    """What was built for a class before; `None` if there is nothing, or if its class is not complete yet."""
    if kind not in ("model", "dataclass") or kind == "dataclass" and "generic_origin" in schema:
        return None
    own = getattr(schema["cls"], "__dict__", {})
    if own.get("__pydantic_complete__") is not True:
        return None
    found = own.get(attribute)
    return found if type(found) is expected else None


def type_of(schema):
    if not isinstance(schema, dict):
        raise TypeError(f"'{type(schema).__name__}' object cannot be cast as 'dict'")
    return schema["type"]
