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


def polite_call(count):
    for i in range(1, count + 1):
        print(f"call: step {i} of {count}")
        yield


def disappointed(name, count):
    yield polite_call(count)
    print(f"{name}: the call is over after its first yield")
    yield
    raise ValueError("this is too much")


async def main():
    try:
        run([disappointed("A", 3), counter("B", 3)])
    except ValueError as error:
        print(f"the loop ends with ValueError: {error}, and B with it")


asyncio.run(main())
