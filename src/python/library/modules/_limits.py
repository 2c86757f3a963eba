"""Sentences for what a page cannot do, and functions that refuse with them."""


def refuse(what):
    """Raises an error. `what` begins its sentence, as in "Sockets are"."""
    raise NotImplementedError(
        f"{what} not available in this playground: a program here runs inside a page, without network, processes or "
        "signals, and with no files but those it writes"
    )


def lacking(module):
    """Says why a module is missing."""
    import sys

    if module.partition(".")[0] in sys.stdlib_module_names:
        return f"This playground brings the part of Python's library that a page can use, and {module} is not in it."
    return (
        f"This playground brings Python's own library alone: no packages can be installed, and there is no {module} beside "
        "the program."
    )


def refused(name, what):
    """Makes a function of that name that refuses."""

    def function(*args, **kwargs):
        refuse(what)

    function.__name__ = function.__qualname__ = name
    return function
