"""Runs programs that are older than this Python. What Python has removed is understood in the program's own file, with a
warning that says since when Python refuses it and how to write it now.

The functions of asyncio are left alone unless the program has names that may mean something old. A program that expects
the refusal, since its statement or a block around it names the error, gets it. The page reads the warnings' sentences
back: `src/advice/outdated.rs` has the same."""

import sys

# The names of the program's files.
_program = set()
# The functions and classes of asyncio that take old forms already.
_given = set()


def _place(error):
    """The innermost frame outside the library, if it is in the program's own file and the error is not expected there."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith("<frozen "):
        frame = frame.f_back
    if frame is None or frame.f_code.co_filename not in _program:
        return None
    file, lines = frame.f_code.co_filename, set()
    around = frame
    while around is not None:
        if around.f_code.co_filename == file:
            lines.add(around.f_lineno)
        around = around.f_back
    return None if _expected(error, file, lines) else frame


def _expected(error, file, lines):
    """Tells if the program names the error around one of these lines: in what a `try` catches, in the head of a `with`, or
    in the statement itself."""
    import ast
    import linecache

    def named(*nodes):
        return any(getattr(name, "id", getattr(name, "attr", None)) == error for node in nodes for name in ast.walk(node))

    for node in ast.walk(ast.parse("".join(linecache.getlines(file)))):
        if isinstance(node, (ast.Try, ast.TryStar)):
            end = node.body[-1].end_lineno
            says = [handler.type for handler in node.handlers if handler.type is not None]
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            end, says = node.end_lineno, node.items
        elif isinstance(node, (ast.Expr, ast.Assign, ast.Return)):
            end, says = node.end_lineno, [node]
        else:
            continue
        if any(node.lineno <= line <= end for line in lines) and named(*says):
            return True
    return False


def understands(warning, error):
    """Warns of something old that the program does; returns whether it is to be understood: not if the error is expected."""
    frame = _place(error)
    if frame is None:
        return False
    import warnings

    names = frame.f_globals
    registry = names.setdefault("__warningregistry__", {})
    warnings.warn_explicit(warning, DeprecationWarning, frame.f_code.co_filename, frame.f_lineno, names.get("__name__", "__main__"), registry)
    return True


def makes_loop():
    """Returns whether `get_event_loop()` makes a loop where there is none."""
    return understands(
        "asyncio.get_event_loop() without a loop is refused since Python 3.14: start the program by asyncio.run(main())",
        "RuntimeError",
    )


def _loop_argument(name):
    return understands(f"the argument loop of asyncio.{name} is refused since Python 3.10: leave it out", "TypeError")


def _taking_loop(function):
    """Makes a function that ignores the argument `loop` and calls another with the rest."""
    import functools
    import inspect

    @functools.wraps(function)
    def taking(*args, **options):
        if "loop" in options and _loop_argument(function.__name__):
            del options["loop"]
        return function(*args, **options)

    return inspect.markcoroutinefunction(taking) if inspect.iscoroutinefunction(function) else taking


def _class_taking_loop(kind):
    """Has a class ignore the argument `loop`."""
    import functools

    made = kind.__init__

    @functools.wraps(made)
    def __init__(self, *args, **options):
        if "loop" in options and _loop_argument(kind.__name__):
            del options["loop"]
        made(self, *args, **options)

    kind.__init__ = __init__


def _waiting_for_coroutines(wait):
    """Makes a `wait` that takes coroutines, too, and makes tasks of them."""
    import asyncio
    import functools
    import inspect

    @functools.wraps(wait)
    async def making_tasks(fs, *args, **options):
        tasks = {id(awaited): asyncio.ensure_future(awaited) for awaited in fs}
        return await wait(list(tasks.values()), *args, **options)

    @functools.wraps(wait)
    def waiting(fs, *args, **options):
        if not asyncio.isfuture(fs) and not asyncio.iscoroutine(fs):
            fs = list(fs)
            if any(map(asyncio.iscoroutine, fs)) and understands(
                "coroutines in asyncio.wait are refused since Python 3.11: make each a task by asyncio.create_task",
                "TypeError",
            ):
                return making_tasks(fs, *args, **options)
        return wait(fs, *args, **options)

    return inspect.markcoroutinefunction(waiting)


def coroutine(function):
    """`asyncio.coroutine`: makes a coroutine function of a generator function that waits by `yield from`."""
    import functools
    import inspect
    import types

    understands(
        "asyncio.coroutine is gone since Python 3.11: write async def, and await in place of yield from",
        "AttributeError",
    )
    if inspect.iscoroutinefunction(function):
        return function
    if inspect.isgeneratorfunction(function):
        return types.coroutine(function)

    @functools.wraps(function)
    async def coroutine(*args, **options):
        result = function(*args, **options)
        return await result if inspect.isawaitable(result) else result

    return coroutine


def _names(code, found):
    """Collects the names in a code object, among them those of keyword arguments in calls."""
    found.update(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            _names(constant, found)
        elif isinstance(constant, tuple):
            found.update(name for name in constant if isinstance(name, str))
    return found


def begin(file, code):
    """Gives asyncio the old forms that a file of the program may use, by the names in its code."""
    _program.add(file)
    names = _names(code, set())
    if "asyncio" not in names or names.isdisjoint(("wait", "loop", "coroutine")):
        return
    import asyncio

    def give(name, around):
        if (name, around) in _given:
            return
        _given.add((name, around))
        function = around(getattr(asyncio, name))
        setattr(asyncio.tasks, name, function)
        setattr(asyncio, name, function)

    if "wait" in names:
        give("wait", _waiting_for_coroutines)
    if "loop" in names:
        for name in ("sleep", "gather", "wait", "wait_for", "shield", "as_completed"):
            give(name, _taking_loop)
        for name in ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Queue"):
            if name not in _given:
                _given.add(name)
                _class_taking_loop(getattr(asyncio, name))
    if "coroutine" in names:
        asyncio.coroutine = asyncio.coroutines.coroutine = coroutine
