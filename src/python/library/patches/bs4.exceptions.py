_init_not_found = FeatureNotFound.__init__


def _init_with_hint(self, message="", *more):
    if "lxml" in message or "html5lib" in message:
        message += ' lxml is compiled for a machine, and this playground runs Python alone: use "html.parser", or "html5lib" with a line import html5lib'
    _init_not_found(self, message, *more)


FeatureNotFound.__init__ = _init_with_hint
