

# An input has an empty body or a docstring alone, which is told by its bytecode. That of a docstring is taken from this function,
# and packs have no docstrings.
exec(compile('def _docstring():\n    "docstring"\n', __file__, "exec"), globals())
