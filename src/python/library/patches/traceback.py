

# Only a program's own frames are shown: what lies in the library says nothing to its reader.

_format_all = StackSummary.format


def _format_of_the_program(self, **options):
    # Of the same class, which may have its own way to show a frame.
    shown = type(self)(frame for frame in self if not frame.filename.startswith("<frozen "))
    return _format_all(shown, **options)


StackSummary.format = _format_of_the_program
