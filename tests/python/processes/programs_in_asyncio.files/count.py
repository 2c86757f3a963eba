"""Counts, once a second."""

import sys
import time

count = int(sys.argv[1] if len(sys.argv) > 1 else sys.stdin.read())
for n in range(count):
    print(n)
    time.sleep(1)
print("counted", file=sys.stderr)
sys.exit(count - 1)
