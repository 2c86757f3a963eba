"""What a page cannot do, said in one sentence."""


def refuse(what):
    """Raises: `what` begins the sentence, as in "Sockets are"."""
    raise NotImplementedError(
        f"{what} not available in this playground: a program here runs inside a page, without files, network, "
        "processes or signals"
    )


def refused(name, what):
    """A function of that name that refuses."""

    def function(*args, **kwargs):
        refuse(what)

    function.__name__ = function.__qualname__ = name
    return function
