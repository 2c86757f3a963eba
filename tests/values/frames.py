"""The local variables of every task after each of its steps, read of CPython's frames while a program runs, and what the awaits of
the step have given: each `await` is compiled as the argument of a call, which sees its value.

A text is that of `repr` within the limits of the engine (`src/python/inspecting/repr_text.rs`): 200 characters, four containers
inside one another, twenty elements. An object of a class of the program's without a `__repr__` is shown by its attributes;
addresses, callbacks of tasks and futures, and the lines at which coroutines of the library stand are left out.
"""

import json
import sys

MAX_CHARS, MAX_READ, MAX_DEPTH, MAX_ELEMENTS, MAX_BITS = 200, 2000, 4, 20, 4000
MAX_FRAMES, MAX_VARIABLES, MAX_RESULTS = 50, 60, 20

OPTIMIZED = 1
DEFINITIONS = {"module", "function", "builtin_function_or_method"}
# Coroutines of asyncio's own tasks, of which the engine records nothing.
HELPERS = {"shutdown_asyncgens", "shutdown_default_executor"}
# Objects that stand for a coroutine or an asynchronous generator while it is awaited, and do not say for which.
WRAPPERS = ("async_generator_asend", "async_generator_athrow", "coroutine_wrapper", "anext_awaitable")

# The name of the function that sees the value of an await, among the builtins.
SEEN = "__loopline_await__"

# Steps that are recorded of a program.
MAX_STEPS = 300


class Text:
    """The text of a value."""

    def __init__(self, value):
        self.text = ""
        self.write(value, 0)
        if len(self.text) > MAX_CHARS:
            self.text = self.text[:MAX_CHARS] + "…"

    def write(self, value, depth):
        if len(self.text.encode(errors="replace")) > 4 * MAX_CHARS:
            return
        if depth > MAX_DEPTH:
            self.text += "…"
            return
        kind = type(value)
        if kind is str:
            self.text += repr(value[: MAX_CHARS + 1])
        elif kind is bytes:
            self.text += repr(value[:MAX_CHARS])
        elif kind is int and value.bit_length() > MAX_BITS:
            self.text += f"<int of {value.bit_length()} bits>"
        elif kind is list:
            self.items("[", value, "]", depth)
        elif kind is tuple:
            self.items("(", value, ",)" if len(value) == 1 else ")", depth)
        elif kind is set and value:
            self.items("{", value, "}", depth)
        elif kind is frozenset and value:
            self.items("frozenset({", value, "})", depth)
        elif kind.__name__ == "deque" and kind.__module__ == "collections" and value.maxlen is None:
            self.items("deque([", value, "])", depth)
        elif kind is dict:
            self.text += "{"
            for i, (key, each) in enumerate(value.items()):
                self.text += ", " if i else ""
                if i == MAX_ELEMENTS:
                    self.text += "…"
                    break
                self.write(key, depth + 1)
                self.text += ": "
                self.write(each, depth + 1)
            self.text += "}"
        elif kind.__repr__ is object.__repr__ and kind.__module__ == "__main__" and hasattr(value, "__dict__"):
            self.text += f"<{kind.__name__}"
            for i, (name, each) in enumerate(vars(value).items()):
                self.text += " "
                if i == MAX_ELEMENTS:
                    self.text += "…"
                    break
                self.text += f"{name}="
                self.write(each, depth + 1)
            self.text += ">"
        else:
            self.text += self.leaf(value)

    def items(self, begin, values, end, depth):
        self.text += begin
        for i, value in enumerate(values):
            self.text += ", " if i else ""
            if i == MAX_ELEMENTS:
                self.text += "…"
                break
            self.write(value, depth + 1)
        self.text += end

    @staticmethod
    def leaf(value):
        import re

        try:
            text = re.sub(" at 0x[0-9a-f]+", "", repr(value)[:MAX_READ])
            text = re.sub(r" at /\S*/lib/python3[^>]*?:\d+", "", text)
            return re.sub(r" cb=\[.*?\](?=[ >])", "", text)
        except BaseException as error:
            return f"<repr raised {type(error).__name__}>"


def frames_of(coroutine):
    """The frames of a chain of awaits, the outermost first, those of the library among them."""
    import gc
    import types

    while coroutine is not None:
        frame = inner = None
        for prefix, link in (("cr", "cr_await"), ("gi", "gi_yieldfrom"), ("ag", "ag_await")):
            if hasattr(coroutine, f"{prefix}_frame"):
                frame, inner = getattr(coroutine, f"{prefix}_frame"), getattr(coroutine, link)
        if frame is not None:
            yield frame
        elif type(coroutine).__name__ in WRAPPERS:
            found = (types.CoroutineType, types.AsyncGeneratorType)
            around = gc.get_referents(coroutine)
            inner = next((each for each in around if isinstance(each, found) or type(each).__name__ in WRAPPERS), None)
        coroutine = inner


def with_awaits_seen(source, file, flags):
    """Compiles a program so that `SEEN` is called with the value of each await."""
    import ast

    class Awaits(ast.NodeTransformer):
        def visit_Await(self, node):
            self.generic_visit(node)
            call = ast.Call(ast.Name(SEEN, ast.Load()), [node, ast.Constant(node.lineno)], [])
            return ast.fix_missing_locations(ast.copy_location(call, node))

    tree = compile(source, file, "exec", flags | ast.PyCF_ONLY_AST, True)
    return compile(Awaits().visit(tree), file, "exec", flags, True)


def read(frame, results):
    """What is recorded of a frame."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    arguments = code.co_varnames[:count]
    pairs = [(name, value) for name, value in frame.f_locals.items() if not name.startswith((".", "__"))]
    if not code.co_flags & OPTIMIZED:
        # A module: what it imports and defines is none of its values.
        pairs = [(name, value) for name, value in pairs if type(value).__name__ not in DEFINITIONS and not isinstance(value, type)]
    first = sorted((pair for pair in pairs if pair[0] in arguments), key=lambda pair: arguments.index(pair[0]))
    others = [pair for pair in pairs if pair[0] not in arguments]
    texts = [[name, Text(value).text] for name, value in (first + others)[:MAX_VARIABLES]]
    mine = [[line, Text(value).text] for owner, line, value in results if owner is frame]
    return [code.co_qualname, frame.f_lineno, len(first), texts, mine[-MAX_RESULTS:]]


def run(name):
    """Runs a program in a process of its own, and prints its record."""
    import virtual
    import asyncio
    import builtins
    import os

    steps, results = [], []
    tasks = asyncio.tasks

    def seen(value, line):
        results.append((sys._getframe(1), line, value))
        return value

    setattr(builtins, SEEN, seen)
    loops = virtual.rounds()
    loops.compiled = with_awaits_seen
    virtual.rounds = lambda: loops
    # Kept, since by the end of a program modules are gone.
    dumps, write, exists = json.JSONEncoder(ensure_ascii=False).encode, os.write, os._exit

    class Task(tasks._PyTask):
        def _Task__step(self, exc=None):
            try:
                super()._Task__step(exc)
            finally:
                if len(steps) < MAX_STEPS and getattr(self._coro, "__name__", None) not in HELPERS:
                    mine = [frame for frame in frames_of(self._coro) if frame.f_code.co_filename.endswith(name)]
                    steps.append([self.get_name(), [read(frame, results) for frame in mine[-MAX_FRAMES:]]])
                results.clear()
                # A traceback leads to this frame.
                del self, exc

    Task.__qualname__ = "Task"
    Task.__module__ = "_asyncio"
    for book in ("enter_task", "leave_task", "register_task", "unregister_task"):
        if hasattr(tasks, f"_py_{book}"):
            setattr(tasks, f"_py_{book}", getattr(tasks, f"_{book}"))
    tasks.Task = asyncio.Task = Task

    def tell(*said):
        pass

    def at_end():
        last = {}
        for step in steps:
            same = last.get(step[0]) == step[1]
            last[step[0]] = step[1]
            step[1] = None if same and step[1] else step[1]
        data = (dumps(steps) + "\n").encode(errors="replace")
        while data:
            data = data[write(1, data) :]
        exists(0)

    virtual.deadlock = at_end
    namespace = sys.modules["__main__"].__dict__
    namespace.clear()
    try:
        virtual.execute(name, [], namespace, tell)
    finally:
        at_end()
