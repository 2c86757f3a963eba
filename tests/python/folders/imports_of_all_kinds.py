# importlib, a folder without __init__.py, a module that is written while the program runs, sys.path.
import importlib.util
import os
import sys

import plain.tools
from plain import tools as same

print(plain.tools is same, plain.__name__, hasattr(plain, "__file__"), list(plain.__path__)[0].rpartition("/")[2])
counter = importlib.import_module("counter")
print(counter.next_number(), counter.next_number())
importlib.reload(counter)
print(counter.next_number())
with open("made.py", "w") as file:
    file.write("value = 42\n\ndef double(x):\n    return 2 * x\n")
importlib.invalidate_caches()
import made

print(made.double(made.value), os.path.basename(made.__file__), made.__spec__.name, made.__doc__)
try:
    import deep
except ModuleNotFoundError as error:
    print(error, error.name)
sys.path.append("lib")
import deep

print(deep.found, importlib.util.find_spec("deep") is not None, importlib.util.find_spec("nowhere"))
try:
    from counter import missing
except ImportError as error:
    print(type(error).__name__, str(error).partition(" (")[0])
try:
    import plain.nothing
except ModuleNotFoundError as error:
    print(error)
print(importlib.import_module(".tools", "plain").square(5))
