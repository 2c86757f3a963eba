import importlib.util
import os
import sys

os.makedirs("plugins/more", exist_ok=True)
for path, text in {
    "plugins/greeting.py": '"""Greets."""\n\n\ndef greet(name):\n    return f"hello {name} from {__name__}"\n',
    "plugins/more/__init__.py": "from . import inner\n\nvalue = inner.value + 1\n",
    "plugins/more/inner.py": "value = 1\n",
    "plugins/broken.py": "value = \n",
}.items():
    with open(path, "w") as file:
        file.write(text)


def loaded(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


greeting = loaded("a_greeting", "plugins/greeting.py")
print(greeting.greet("ann"), greeting.__doc__, os.path.basename(greeting.__file__), greeting.__spec__.has_location)
print(loaded("more_of_them", "plugins/more/__init__.py").value, sorted(name for name in sys.modules if "more_of_them" in name))
try:
    loaded("broken", "plugins/broken.py")
except SyntaxError as error:
    print(type(error).__name__, error.lineno)
try:
    loaded("missing", "plugins/missing.py")
except FileNotFoundError as error:
    print(type(error).__name__, os.path.basename(error.filename))
print(importlib.util.spec_from_file_location("text", "plugins/text.txt"))
