"""Loops of a program that may wait for another thread by computing, which wait for nothing: each round of them is counted.

`while not flag: pass` ends once another thread sets the flag, and no thread goes on by itself while this one computes. The
interpreter reports nothing of such a loop in wasm, and traced it would take fifteen times as long. So where a program may have
threads, a call is put at the beginning of each round; `_thread` gives the turn away after a number of these."""

import builtins

# The name of the function that is called, among the builtins.
NAME = "__loopline_round__"
# A program with threads, processes or alarms has one of these in its text.
_WORDS = ("thread", "executor", "multiprocessing", "signal.alarm", "setitimer")
# Iterators without end.
_ENDLESS = ("count", "cycle", "repeat", "iter")
_ONLY_AST = 0x400


def begin(called):
    setattr(builtins, NAME, called)


def compiled(source, file, flags):
    """Compiles a program, with a call in each loop that may wait by computing."""
    try:
        code = compile(source, file, "exec", flags, True)
    except SyntaxError as error:
        import _scopes

        if _scopes.FAULT not in str(error):
            raise
        source = compile(source, file, "exec", flags | _ONLY_AST, True)
        return compile(_scopes.taken_apart(source), file, "exec", flags, True)
    text = source.lower() if isinstance(source, str) else ""
    if not any(word in text for word in _WORDS) or not ("while" in text or any(word in text for word in _ENDLESS)):
        return code
    import ast

    tree = compile(source, file, "exec", flags | _ONLY_AST, True)
    if not _mark(ast, tree, None):
        return code
    return compile(tree, file, "exec", flags, True)


def _mark(ast, scope, local):
    """Marks the loops of a function, or of the code outside of all; `local` has its own variables. Returns whether there are any."""
    found = False
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    todo = list(ast.iter_child_nodes(scope))
    while todo:
        node = todo.pop()
        if isinstance(node, functions):
            found |= _mark(ast, node, _locals(ast, node))
            continue
        if isinstance(node, ast.While) and _may_wait(ast, node.test, local) and not _suspends(ast, node):
            _call(ast, node)
            found = True
        elif isinstance(node, ast.For) and _is_endless(ast, node.iter) and not _suspends(ast, node):
            _call(ast, node)
            found = True
        todo.extend(ast.iter_child_nodes(node))
    return found


def _locals(ast, function):
    """The names of a function's own variables."""
    arguments = function.args
    names = {each.arg for each in arguments.posonlyargs + arguments.args + arguments.kwonlyargs}
    shared = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            shared.update(node.names)
    return names - shared


def _may_wait(ast, test, local):
    """Tells if a loop's test depends on more than the function's own variables, or on nothing."""
    names = [node for node in ast.walk(test) if isinstance(node, ast.Name)]
    others = any(isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)) for node in ast.walk(test))
    return others or local is None or not names or any(name.id not in local for name in names)


def _is_endless(ast, iterated):
    if not isinstance(iterated, ast.Call):
        return False
    function = iterated.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
    return name in _ENDLESS


def _suspends(ast, loop):
    """Tells if a loop suspends its function, which gives others a turn."""
    suspending = (ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFor, ast.AsyncWith)
    return any(isinstance(node, suspending) for node in ast.walk(loop))


def _call(ast, loop):
    call = ast.Expr(ast.Call(ast.Name(NAME, ast.Load()), [], []))
    # At the loop's own line, so that tracebacks and steps are those of the program.
    for node in ast.walk(call):
        if isinstance(node, (ast.expr, ast.stmt)):
            node.lineno = node.end_lineno = loop.lineno
            node.col_offset = node.end_col_offset = loop.col_offset
    loop.body.insert(0, call)
