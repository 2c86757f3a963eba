"""What a body can still reach where it waits: tells if others may change any of it, or would see it changed.

What cannot be told counts as reachable, so that a wrong answer ends the program and never changes what it does.
"""

import _thread
import gc
import sys

# The code of the program and its namespace.
_code = _namespace = None


def begin_program(code, namespace):
    global _code, _namespace
    _code, _namespace = code, namespace


# Functions that call others, and meanwhile hold what is on no frame.
_CALLERS = {
    "accumulate", "dropwhile", "filter", "groupby", "iter", "map", "max", "min", "partial", "reduce", "sort", "sorted", "starmap",
    "takewhile",
}  # fmt: skip

# Functions of the library that call the body of a thread, and that it waits by.
_OURS = {
    ("threading", "Thread._bootstrap"),
    ("threading", "Thread._bootstrap_inner"),
    ("threading", "Thread.run"),
    ("concurrent.futures.thread", "WorkerContext.run"),
    ("concurrent.futures.thread", "_WorkItem._run_whole"),
    ("concurrent.futures.thread", "_WorkItem.run"),
}
_OUR_MODULES = (
    "_loopline_boot", "_process_threads", "_thread", "_thread_files", "_thread_handles", "_whole_bodies", "_whole_pool",
)  # fmt: skip


def reaches_shared():
    """Tells if a body can reach what others may change. The function of `_whole_bodies` in which it waits asks this."""
    depth, has_called = 2, False
    while True:
        # One after the other by `f_back` they would come without their variables.
        try:
            frame = sys._getframe(depth)
        except ValueError:
            return False
        if not _is_ours(frame.f_code):
            if _shared(frame) or (has_called and not _CALLERS.isdisjoint(frame.f_code.co_names)):
                return True
            has_called = True
        depth += 1


def _is_ours(code):
    file = code.co_filename
    if not file.startswith("<frozen "):
        return False
    module = file[8:-1]
    return module in _OUR_MODULES or (module, code.co_qualname) in _OURS


_CONSTANTS = {type(None), bool, int, float, complex, str, bytes, range, type(...), type(NotImplemented)}
_SAFE_TYPES = {
    bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, enumerate, zip, map,
    filter, reversed, type(None),
}  # fmt: skip
_SAFE_FUNCTIONS = {
    abs, all, any, ascii, bin, callable, chr, divmod, format, hash, hex, isinstance, iter, len, max, min, next, oct, ord, pow,
    print, repr, round, sorted, sum,
}  # fmt: skip
_SAFE_MODULES = ("math", "time")
_CONTAINERS = {
    list, dict, set, bytearray, enumerate, zip, reversed, slice, type(iter([])), type(iter(())), type(iter("")),
    type(iter(range(0))), type(iter(range(1 << 70))), type(iter({})), type(iter({}.items())), type(iter({}.values())),
    type(iter(set())), type(reversed([])),
}  # fmt: skip
_METHODS = {type(str.upper), type(str.__len__)}
_function, _native, _module = type(begin_program), type(len), type(sys)
_code_type = type(begin_program.__code__)


def _make_cell():
    value = None
    return (lambda: value).__closure__[0]


_cell = type(_make_cell())


def _references(holder):
    """What an object refers to: pairs of a value, and whether nothing else refers to it."""
    values = gc.get_referents(holder)
    return [(value, sys.getrefcount(value) <= _OWN) for value in values]


def _locals(frame):
    """The variables of a frame: their names, their values, and whether nothing else refers to these."""
    names = list(frame.f_locals)
    values = list(frame.f_locals.values())
    counts = [sys.getrefcount(value) for value in values]
    return [(names[at], values[at], counts[at] <= _OWN_LOCAL) for at in range(len(names))]


def _measured():
    """The count of references to a value that one object alone refers to, as `_references` finds it."""
    holder = [[]]
    values = gc.get_referents(holder)
    return [sys.getrefcount(value) for value in values][0]


def _measured_local():
    """The same of a value that one variable alone refers to, as `_locals` finds it."""
    own = []
    values = list(sys._getframe().f_locals.values())
    return [sys.getrefcount(value) for value in values][0]


_OWN = _measured()
_OWN_LOCAL = _measured_local()


def _shared(frame):
    """Tells if a body can reach, in a frame that goes on, what others may change or what they would see changed.

    What the frame holds besides its variables was made by its own operations, so that all of them count."""
    code = frame.f_code
    common = code.co_cellvars + code.co_freevars
    for name, value, is_own in _locals(frame):
        if not _is_safe(value, is_own and name not in common, set()):
            return True
    arguments = code.co_varnames[: _arguments(code)]
    rebinds, iterates = False, False
    for _, operation, argument in _operations(code):
        iterates |= operation == "GET_ITER"
        rebinds |= operation in ("STORE_FAST", "DELETE_FAST") and argument < len(arguments)
        rebinds |= operation.startswith("STORE_FAST_") and (argument >> 4 < len(arguments) or argument & 15 < len(arguments))
    # An iterator may hold what was given as an argument, and no variable does.
    if rebinds and iterates:
        return True
    return not all(_is_bound_once(name) for name in code.co_freevars) or not _is_safe_code(code, frame.f_globals, set())


def _is_safe(value, is_own, seen):
    kind = type(value)
    if kind in _CONSTANTS or kind in _METHODS:
        return True
    if kind is tuple or kind is frozenset:
        return all(_is_safe(each, is_own and own, seen) for each, own in _references(value))
    if kind is type:
        return _is_safe_type(value)
    if kind is _function:
        return _is_safe_function(value, seen)
    if kind is _native:
        return _is_safe_native(value)
    if kind is _module:
        return value.__name__ in _SAFE_MODULES
    if kind is _cell:
        # Functions share it.
        return all(_is_safe(each, False, seen) for each, _ in _references(value))
    if kind in _CONTAINERS:
        return is_own and all(_is_safe(each, own, seen) for each, own in _references(value))
    return False


def _is_safe_type(value):
    return value in _SAFE_TYPES or (issubclass(value, BaseException) and value.__module__ == "builtins")


def _is_safe_native(value):
    import math
    import time

    if value in _SAFE_FUNCTIONS:
        return True
    return any(getattr(module, value.__name__, None) is value for module in (math, time))


def _is_safe_function(function, seen):
    import time

    if function in seen or getattr(time, function.__name__, None) is function:
        return True
    seen.add(function)
    code = function.__code__
    held = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values(), *(function.__closure__ or ())]
    return (
        not code.co_filename.startswith("<frozen ")
        and all(_is_safe(value, False, seen) for value in held)
        and all(_is_bound_once(name) for name in code.co_freevars)
        and _is_safe_code(code, function.__globals__, seen)
    )


# Operations by which code reaches what is not its own.
_UNSAFE = {
    "DELETE_ATTR", "DELETE_DEREF", "DELETE_GLOBAL", "DELETE_NAME", "END_ASYNC_FOR", "GET_AITER", "GET_ANEXT", "GET_AWAITABLE",
    "IMPORT_FROM", "IMPORT_NAME", "LOAD_BUILD_CLASS", "LOAD_FROM_DICT_OR_DEREF", "LOAD_FROM_DICT_OR_GLOBALS", "LOAD_LOCALS",
    "LOAD_NAME", "LOAD_SUPER_ATTR", "SEND", "SETUP_ANNOTATIONS", "STORE_ATTR", "STORE_GLOBAL", "STORE_NAME",
}  # fmt: skip
_scanned = {}


def _operations(code):
    """The operations of a code: their places, names and arguments."""
    import opcode

    argument = 0
    units = code.co_code
    for place in range(0, len(units), 2):
        name = opcode.opname[units[place]]
        if name == "CACHE":
            continue
        argument = argument << 8 | units[place + 1]
        if name == "EXTENDED_ARG":
            continue
        yield place, name, argument
        argument = 0


def _scan(code):
    """The global names that code reads, each with the attributes that it reads of it next, and the code inside it; `None` if
    an operation of it reaches what is not its own."""
    operations = list(_operations(code))
    names = []
    for at, (_, name, argument) in enumerate(operations):
        if name in _UNSAFE or (name == "STORE_DEREF" and code.co_freevars):
            return None
        if name == "LOAD_GLOBAL":
            following = []
            for _, next_name, next_argument in operations[at + 1 : at + 5]:
                if next_name == "LOAD_ATTR":
                    following.append(code.co_names[next_argument >> 1])
                elif next_name not in ("CALL", "PUSH_NULL"):
                    break
            names.append((code.co_names[argument >> 1], tuple(following)))
    inside = [value for value in code.co_consts if type(value) is _code_type]
    return names, inside


def _is_safe_code(code, namespace, seen):
    if id(code) in seen:
        return True
    seen.add(id(code))
    if id(code) not in _scanned:
        # The code is kept, so that no other gets its address.
        _scanned[id(code)] = code, _scan(code)
    _, found = _scanned[id(code)]
    if found is None:
        return False
    names, inside = found
    for name, following in names:
        if name not in namespace:
            import builtins

            value = getattr(builtins, name, None)
        elif namespace is not _namespace or not _is_bound_once(name):
            return False
        else:
            value = namespace[name]
        if not _is_safe_name(value, following, seen):
            return False
    return all(_is_safe_code(each, namespace, seen) for each in inside)


_OF_THREADS = ("name", "ident", "native_id", "daemon")


def _is_safe_name(value, following, seen):
    import threading

    if type(value) is _module and value is threading:
        if following[:1] in (("get_ident",), ("get_native_id",)):
            return True
        return following[:1] == ("current_thread",) and following[1:2] and following[1] in _OF_THREADS
    if value is threading.current_thread:
        return following[:1] and following[0] in _OF_THREADS
    if value is _thread._round:
        return True
    if value is print and not (_is_standard(sys.stdout) and _is_standard(sys.stderr)):
        return False
    return _is_safe(value, False, seen)


def _is_standard(stream):
    return type(stream) is sys.modules["_loopline_boot"].Output


_bindings = {}


def _is_bound_once(name):
    """Tells if a name of the program is bound at one place alone, which is reached once."""
    if _code is None:
        return False
    if name not in _bindings:
        _bindings[name] = _count_bindings(_code, name, True) <= 1
    return _bindings[name]


def _count_bindings(code, name, is_program):
    operations = list(_operations(code))
    loops = [
        (place - 2 * argument - 8, place) for place, each, argument in operations if each.startswith("JUMP_BACKWARD")
    ]
    local = code.co_cellvars + code.co_freevars
    count = 0
    for place, each, argument in operations:
        if each in ("STORE_GLOBAL", "DELETE_GLOBAL", "DELETE_NAME") and code.co_names[argument] == name:
            count += 2
        elif each == "STORE_NAME" and is_program and code.co_names[argument] == name:
            count += 1 + any(first <= place <= last for first, last in loops)
        elif each in ("STORE_DEREF", "DELETE_DEREF") and name in local:
            # Of any of the names that functions share here.
            is_it = len(local) == 1 or _shared_name(code, argument) == name
            count += is_it * (1 + any(first <= place <= last for first, last in loops))
    if name in code.co_cellvars and name in code.co_varnames[: _arguments(code)]:
        count += 1
    return count + sum(_count_bindings(each, name, False) for each in code.co_consts if type(each) is _code_type)


def _arguments(code):
    return code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)


def _shared_name(code, place):
    """The name of a variable that functions share, by its place in a frame."""
    names = list(code.co_varnames)
    names += [name for name in code.co_cellvars if name not in names]
    names += code.co_freevars
    return names[place]
