

# Only the program's own frames are shown: lines of the library mean nothing to its reader, who cannot see them.

_format_all = StackSummary.format


def _format_of_the_program(self, **options):
    # Made by the stack's own class, which may show a frame in its own way.
    shown = type(self)(frame for frame in self if not frame.filename.startswith("<frozen "))
    return _format_all(shown, **options)


StackSummary.format = _format_of_the_program
