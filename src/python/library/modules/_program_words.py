"""What a command starts: this Python, a command of `_commands`, or a line of them in a shell."""

import collections
import os
import posixpath
import sys

import _commands
import _files
import _folder
import _shell
import _shell_words

from _limits import ONLY_PYTHON

_NAMES = ("python", "python3", f"python{sys.version_info[0]}.{sys.version_info[1]}")
# Options without a value that change nothing here; and those with one.
_IGNORED, _WITH_VALUE = "bBdEiIOPqRsSuvx", "WX"


class Program:
    """What is to be run: `kind` is "c", "m", "file" or "-" for what is read from standard input."""

    def __init__(self, kind, what, arguments, unbuffered):
        # Of a command, `what` is its name; of a line of a shell, the line.
        self.kind, self.what, self.arguments, self.unbuffered = kind, what, arguments, unbuffered
        # As on a command line; code may be long.
        shown = {"file": what, "m": f"-m {what}", "c": "-c", "-": "-"}
        self.name = f"python {shown[kind]}" if kind in shown else "sh" if kind == "shell" else what


def program_of(args, shell, executable=None):
    """The program that a command starts; raises an error for one that is not here."""
    if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
        words = [os.fsdecode(args)]
    else:
        words = [os.fsdecode(word) for word in args]
    if shell:
        return _line(words[0])
    if executable and words:
        words[0] = os.fsdecode(executable)
    if not words:
        raise IndexError("list index out of range")
    name = posixpath.basename(words[0])
    if name in _shell.SHELLS:
        return _of_shell(words)
    if "/" in words[0] and (node := _folder.node_at(_files.whole(words[0]))) is not None and node.entries is None:
        first = bytes(node.data[:80]).split(b"\n")[0]
        return program_of([sys.executable if b"python" in first else "sh", *words], False)
    if words[0] != sys.executable and name not in _NAMES:
        if name in _commands.COMMANDS and words[0] in (name, f"/bin/{name}", f"/usr/bin/{name}"):
            return Program("command", name, words, False)
        _shell.check(name)
        raise _files.failed(2, words[0])
    words, unbuffered = collections.deque(words[1:]), False
    while words:
        word = words.popleft()
        if word == "-" or not word.startswith("-"):
            return Program("-" if word == "-" else "file", word, [word, *words], unbuffered)
        while len(word) > 1:
            letter, word = word[1], f"-{word[2:]}"
            if letter in "cm":
                what = word[1:] or (words.popleft() if words else "")
                return Program(letter, what, [f"-{letter}", *words], unbuffered)
            if letter in _WITH_VALUE:
                if word == "-":
                    words.popleft()
                break
            if letter not in _IGNORED:
                raise NotImplementedError(ONLY_PYTHON)
            unbuffered = unbuffered or letter == "u"
    return Program("-", "-", [""], unbuffered)


def _of_shell(words):
    """The program that a shell is with these words: a line, or a file of them."""
    options, words = [word for word in words[1:] if word.startswith("-")], [word for word in words[1:] if word[:1] != "-"]
    if not words or set("".join(options)) - set("-cex"):
        raise NotImplementedError(_shell.NO_SHELL)
    if any("c" in option for option in options):
        return _line(words[0])
    text = _shell.script(words[0])
    _shell.Shell(text, None, None).parse()
    return Program("shell", text, words, False)


def _line(text):
    """The program that a line of a shell is: Python itself, if the line is of no more."""
    shell = _shell.Shell(text, None, None)
    shell.parse()
    words = shell.tokens
    if words and all(isinstance(word, _shell_words.Word) for word in words) and _shell.is_python(words[0].plain() or ""):
        return program_of(shell.expanded(words), False)
    return Program("shell", text, ["sh"], False)
