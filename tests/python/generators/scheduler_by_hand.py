"""Tasks before asyncio: generators in a queue."""
from collections import deque


def task(name, n):
    for i in range(n):
        print(name, i)
        yield
    print(name, "is done")


def run(tasks):
    queue = deque(tasks)
    while queue:
        current = queue.popleft()
        try:
            next(current)
        except StopIteration:
            continue
        queue.append(current)


run([task("a", 3), task("b", 1), task("c", 2)])
