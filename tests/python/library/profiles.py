"""Counts calls, and measures them by the program's clock."""

import cProfile
import io
import pstats
import time
from pathlib import Path


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def waits():
    time.sleep(0.5)


def work():
    waits()
    waits()
    return [fibonacci(n) for n in (3, 5)]


def numbers(n):
    for i in range(n):
        yield i


def shown(profile):
    profile.create_stats()
    for (file, line, name), (primitive, calls, own, total, callers) in sorted(profile.stats.items()):
        if Path(file).name == Path(__file__).name:
            print(name, line, primitive, calls, f"{total:.3f}", sorted(where[2] for where in callers))


profile = cProfile.Profile(time.perf_counter)
profile.enable()
print(work())
profile.disable()
shown(profile)

profile = cProfile.Profile(time.perf_counter)
print(profile.runcall(fibonacci, 6))
shown(profile)
with cProfile.Profile(time.perf_counter) as profile:
    print(list(numbers(3)))
shown(profile)

text = io.StringIO()
cProfile.run("fibonacci(4)", "fibonacci.profile")
stats = pstats.Stats("fibonacci.profile", stream=text)
stats.strip_dirs().sort_stats("cumulative").print_stats("fibonacci")
print(stats.total_calls, stats.prim_calls)
print([line.split()[0] for line in text.getvalue().splitlines() if "(fibonacci)" in line])
