"""A program that another one starts."""

import sys

print(sys.argv[1:], __name__, sys.stdin.read().upper())
print("to the error stream", file=sys.stderr)
sys.exit(3)
