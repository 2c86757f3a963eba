import asyncio
from collections import deque
from types import GeneratorType


class Task:
    def __init__(self, code):
        self.stack = [code]
        self.result = None

    def step(self):
        while self.stack:
            result, self.result = self.result, None
            try:
                item = self.stack[-1].send(result)
            except StopIteration:
                self.stack.pop()
                continue
            if isinstance(item, GeneratorType):
                self.stack.append(item)
            elif len(self.stack) == 1:
                return True
            else:
                self.stack.pop()
                self.result = item
        return False


def run(programs):
    ready = deque(map(Task, programs))
    while ready:
        task = ready.popleft()
        if task.step():
            ready.append(task)


def counter(name, count):
    for i in range(1, count + 1):
        print(f"{name}{i}")
        yield
    print(f"{name} is done")


def square(n):
    yield n * n


def sum_of_squares(count):
    total = 0
    for n in range(1, count + 1):
        total += yield square(n)
    yield total


def caller(name, count):
    total = yield sum_of_squares(count)
    print(f"{name}: the squares up to {count} make {total}")
    yield
    print(f"{name} is done")


async def main():
    run([caller("A", 3), counter("B", 3)])


asyncio.run(main())
