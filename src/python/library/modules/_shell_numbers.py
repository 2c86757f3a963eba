"""The numbers of a shell, as in `$((n + 1))`."""

import operator
import re

from _limits import NO_SHELL

# The operators with two sides, from those that are looked at last to those that bind most.
_LEVELS = [
    {"||": lambda a, b: int(a != 0 or b != 0)},
    {"&&": lambda a, b: int(a != 0 and b != 0)},
    {"|": operator.or_},
    {"^": operator.xor},
    {"&": operator.and_},
    {"==": operator.eq, "!=": operator.ne},
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    {"<<": operator.lshift, ">>": operator.rshift},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": lambda a, b: _quotient(a, b), "%": lambda a, b: a - b * _quotient(a, b)},
]
_TOKEN = re.compile(r"\s*(\w+|\|\||&&|==|!=|<=|>=|<<|>>|[-+*/%|^&<>()!~])\s*")


def value(text, variable):
    """The value of an expression; `variable` says what a name stands for."""
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise NotImplementedError(NO_SHELL)
        tokens.append(found[1])
        at = found.end()
    if not tokens:
        return 0
    tokens.reverse()
    number = _binary(tokens, 0, variable)
    if tokens:
        raise NotImplementedError(NO_SHELL)
    return number


def _binary(tokens, level, variable):
    """The value of what comes next, up to an operator that binds less. Tokens are taken from the end."""
    if level == len(_LEVELS):
        return _unary(tokens, variable)
    left = _binary(tokens, level + 1, variable)
    while tokens and tokens[-1] in _LEVELS[level]:
        combine = _LEVELS[level][tokens.pop()]
        left = int(combine(left, _binary(tokens, level + 1, variable)))
    return left


def _unary(tokens, variable):
    token = tokens.pop() if tokens else ""
    if token == "(":
        inner = _binary(tokens, 0, variable)
        if not tokens or tokens.pop() != ")":
            raise NotImplementedError(NO_SHELL)
        return inner
    signs = {"-": operator.neg, "+": operator.pos, "~": operator.invert, "!": lambda number: int(not number)}
    if token in signs:
        return signs[token](_unary(tokens, variable))
    if token[:1].isdigit():
        octal = token[0] == "0" and token.isdigit()
        return int(token, 8 if octal else 0)
    if not re.fullmatch(r"[A-Za-z_]\w*", token):
        raise NotImplementedError(NO_SHELL)
    return int(variable(token) or 0)


def _quotient(a, b):
    # Towards zero.
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
