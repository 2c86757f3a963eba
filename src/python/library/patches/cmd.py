

# The library comes without docstrings, and `help` lists the commands that have one.

Cmd.do_help.__doc__ = 'List available commands with "help" or detailed help with "help cmd".'
