"""The list of all types of errors."""

from .error_messages import FOR_JSON, KINDS_OF_VALUES, MESSAGES, fields
from .errors import rendered


def list_all_errors():
    """All types of errors, each with its message and an example."""
    found = []
    for kind, template in MESSAGES.items():
        context = {}
        for name in fields(kind):
            number = name in KINDS_OF_VALUES or name == "actual_length" and kind == "too_short"
            empty = name == "actual_length" or kind in ("value_error", "assertion_error")
            context[name] = 0 if number else None if empty else ""
        entry = {"type": kind, "message_template_python": template, "example_message_python": rendered(kind, context, "python")}
        if kind in FOR_JSON:
            entry |= {"message_template_json": FOR_JSON[kind], "example_message_json": rendered(kind, context, "json")}
        entry["example_context"] = context or None
        found.append(entry)
    return found
