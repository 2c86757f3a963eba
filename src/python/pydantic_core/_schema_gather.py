"""Walks a schema for what pydantic cleans: references to definitions, and unions whose tags are found late."""

class MissingDefinitionError(LookupError):
    """A reference whose definition is not there."""

    __module__ = "pydantic_core._pydantic_core._schema_gather"

    def __init__(self, schema_reference):
        super().__init__(schema_reference)
        self.schema_reference = schema_reference


# Where the inner schemas of a type are: keys of one, of several in a row, and of several by names.
_ONE = {
    "definitions": ["schema"],
    "lax-or-strict": ["lax_schema", "strict_schema"],
    "json-or-python": ["json_schema", "python_schema"],
    "computed-field": ["return_schema"],
    "call": ["arguments_schema"],
}
_MAY_BE = {
    **dict.fromkeys(("list", "deque", "set", "frozenset", "generator"), ["items_schema"]),
    **dict.fromkeys(("dict", "frozendict", "ordered-dict", "counter"), ["keys_schema", "values_schema"]),
    "model-fields": ["extras_schema"],
    "typed-dict": ["extras_schema"],
    "arguments": ["var_args_schema", "var_kwargs_schema"],
    "call": ["return_schema"],
    "function-before": ["schema", "json_schema_input_schema"],
    "function-plain": ["return_schema", "json_schema_input_schema"],
    "function-wrap": ["return_schema", "schema", "json_schema_input_schema"],
}
_NOTHING_ELSE = ("tuple", "union", "tagged-union", "chain", "dataclass-args", "named-tuple", "arguments-v3")


def _children(schema, kind):
    """The schemas in one."""
    found = []
    if kind in ("arguments", "arguments-v3"):
        found += [parameter["schema"] for parameter in schema["arguments_schema"]]
    found += [schema[key] for key in _ONE.get(kind, ())]
    if kind == "definitions":
        found += schema["definitions"]
    found += [schema[key] for key in _MAY_BE.get(kind, ()) if key in schema]
    if kind == "tuple":
        found += schema.get("items_schema", ())
    elif kind == "union":
        found += [choice[0] if isinstance(choice, tuple) else choice for choice in schema["choices"]]
    elif kind == "tagged-union":
        found += schema["choices"].values()
    elif kind == "chain":
        found += schema["steps"]
    elif kind in ("model-fields", "typed-dict", "dataclass-args"):
        found += schema.get("computed_fields", ())
        fields = schema["fields"]
        found += fields.values() if isinstance(fields, dict) else fields
    elif kind == "named-tuple":
        found += schema["fields"]
    elif kind not in _ONE and kind not in _MAY_BE and kind not in _NOTHING_ELSE and "schema" in schema:
        found.append(schema["schema"])
    return found


def gather_schemas_for_cleaning(schema, definitions):
    """The references in a schema, each with its schema if it is the only one, and the unions whose tags are to be found."""
    references, deferred = {}, []
    # By the identity of a schema: which of the references that were met are in it.
    spans, met = {}, []
    steps = [(True, schema, None)]
    while steps:
        enters, current, with_metadata = steps.pop()
        if not enters:
            if with_metadata and "pydantic_internal_union_discriminator" in (current.get("metadata") or ()):
                deferred.append(current)
            spans[id(current)][1] = len(met)
            continue
        span = spans.get(id(current))
        if span is not None:
            # It is met again, and all that is in it with it.
            for reference in met[span[0] : span[1]]:
                references[reference] = None
            continue
        spans[id(current)] = [len(met), None]
        kind = current["type"]
        with_metadata = True
        inner = []
        if kind == "definition-ref":
            reference = current["schema_ref"]
            met.append(reference)
            if reference in references:
                references[reference] = None
                with_metadata = False
            else:
                definition = definitions.get(reference)
                if definition is None:
                    raise MissingDefinitionError(reference)
                references[reference] = current
                inner.append(definition)
        else:
            inner += _children(current, kind)
        if with_metadata and "serialization" in current:
            inner.append(current["serialization"])
        steps.append((False, current, with_metadata))
        steps += [(True, child, None) for child in reversed(inner)]
    return references, deferred
