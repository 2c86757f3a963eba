"""Programs that are joined by pipes: what one writes is the input of the next."""

import subprocess
import sys

PIPE = subprocess.PIPE

first = subprocess.Popen(["printf", "b:2\\na:1\\nc:3\\n"], stdout=PIPE)
second = subprocess.Popen(["sort"], stdin=first.stdout, stdout=PIPE)
third = subprocess.Popen(["cut", "-d", ":", "-f", "2"], stdin=second.stdout, stdout=PIPE, text=True)
print(third.communicate()[0].split(), first.wait(), second.wait())

counts = subprocess.Popen([sys.executable, "-c", "for n in range(3): print(n)"], stdout=PIPE, text=True)
adds = subprocess.Popen(
    [sys.executable, "-c", "import sys; print(sum(int(line) for line in sys.stdin))"], stdin=counts.stdout, stdout=PIPE
)
print(adds.communicate(), counts.wait())
