"""The words of CPython for errors of syntax that the parser of this interpreter has others for."""

_WORDS = {
    "unexpected indentation": "unexpected indent",
    "star import must be the only import": "invalid syntax",
}


def improve(error):
    """Gives an error of syntax CPython's words."""
    said = error.msg if isinstance(error.msg, str) else ""
    if said.startswith("expected `def`, `with` or `for` to follow"):
        error.msg = "invalid syntax"
    elif said == "invalid syntax" and error.text and error.offset:
        char = error.text[error.offset - 1 : error.offset]
        if char > "\x7f" and not char.isidentifier():
            number = f"U+{ord(char):04X}"
            error.msg = f"invalid character '{char}' ({number})" if char.isprintable() else f"invalid non-printable character {number}"
    else:
        error.msg = _WORDS.get(said, error.msg)
