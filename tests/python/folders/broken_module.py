# A module that does not compile, and one that fails while it is imported.
try:
    import unclosed
except SyntaxError as error:
    print(type(error).__name__, error.filename.rpartition("/")[2], error.lineno)
try:
    import failing
except ZeroDivisionError as error:
    print("failed:", error)
import sys

print("failing" in sys.modules, "unclosed" in sys.modules)
import failing
