"""Colours of text on a terminal. There is no terminal, so no text has any."""

COLORIZE = False


class _NoColors:
    """An object whose every colour is the empty text."""

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return ""


ANSIColors = NoColors = _NoColors()


class Theme:
    """The colours of each part of the library that prints in colour."""

    argparse = syntax = traceback = unittest = ANSIColors

    def no_colors(self):
        return self


default_theme = theme_no_color = Theme()


def can_colorize(*, file=None):
    return False


def decolor(text):
    return text


def get_colors(colorize=False, *, file=None):
    return NoColors


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    return theme_no_color


def set_theme(theme):
    pass
