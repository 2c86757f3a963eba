import atexit
import sys

atexit.register(print, "at exit")
try:
    sys.exit(4)
finally:
    print("finally")
