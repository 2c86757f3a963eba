

# The native scanner names the control character that it has found.

_init_error = JSONDecodeError.__init__


def _init_in_words_of_cpython(self, msg, doc, pos):
    if msg.startswith("Invalid control character U+"):
        msg = "Invalid control character at"
    _init_error(self, msg, doc, pos)


JSONDecodeError.__init__ = _init_in_words_of_cpython
