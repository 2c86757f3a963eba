# RustPython's functions are made with a name, which CPython's take from their code.
_newargs_of_function = Pickler._function_getnewargs


def _function_getnewargs(self, func):
    code, names, _, defaults, closure = _newargs_of_function(self, func)
    return code, names, func.__name__, defaults, closure


Pickler._function_getnewargs = _function_getnewargs
