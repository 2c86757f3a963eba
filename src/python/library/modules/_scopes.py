"""A way round a fault of RustPython 0.6: it takes the scopes of a statement in another order than it has found them.

`d[f(lambda: k)] = f(lambda: x)` has two: the symbols of the first are found first, but the value is compiled first, and does not
find its own. So do targets of `for` and of annotated assignments, and the keys of dictionaries in comprehensions. Such a
statement is taken apart here, in the order in which CPython carries it out."""

import ast

# What the compiler says then.
FAULT = "must be present in the symbol table"
_NAME = "__loopline_value__"
_SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _has_scope(*nodes):
    return any(isinstance(inner, _SCOPES) for node in nodes if node is not None for inner in ast.walk(node))


def _load(name=_NAME):
    return ast.Name(name, ast.Load())


def _like(node, old):
    return ast.fix_missing_locations(ast.copy_location(node, old))


class _Apart(ast.NodeTransformer):
    """Takes such statements apart."""

    def _parts(self, node, targets):
        value, node.value = node.value, _load()
        return [
            _like(ast.Assign([ast.Name(_NAME, ast.Store())], value), node),
            *(_like(target, node) for target in targets),
            _like(ast.Delete([ast.Name(_NAME, ast.Del())]), node),
        ]

    def visit_Assign(self, node):
        self.generic_visit(node)
        if not _has_scope(*node.targets):
            return node
        return self._parts(node, [ast.Assign([target], _load()) for target in node.targets])

    def visit_AnnAssign(self, node):
        self.generic_visit(node)
        if node.value is None or not _has_scope(node.target, node.annotation):
            return node
        return self._parts(node, [node])

    def visit_For(self, node):
        self.generic_visit(node)
        if _has_scope(node.target):
            assigned = _like(ast.Assign([node.target], _load()), node)
            node.target = _like(ast.Name(_NAME, ast.Store()), node)
            node.body.insert(0, assigned)
        return node

    visit_AsyncFor = visit_For

    def visit_DictComp(self, node):
        self.generic_visit(node)
        if _has_scope(node.key) and _has_scope(node.value):
            # `{k: v for …}` as `{pair[0]: pair[1] for … for pair in [(k, v)]}`.
            pair = ast.List([ast.Tuple([node.key, node.value], ast.Load())], ast.Load())
            node.generators.append(ast.comprehension(ast.Name(_NAME, ast.Store()), pair, [], 0))
            node.key, node.value = (ast.Subscript(_load(), ast.Constant(at), ast.Load()) for at in (0, 1))
            ast.fix_missing_locations(node)
        return node


def taken_apart(tree):
    """The program with its statements taken apart."""
    return _Apart().visit(tree)
