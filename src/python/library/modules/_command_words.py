"""The words and the standard streams of a command."""

from _limits import NO_COMMAND


class Streams:
    """The standard streams of a command, of bytes."""

    def __init__(self, read, write, write_error):
        # Functions: `read(count)` waits for bytes, all of them for -1.
        self.read, self.write, self.write_error = read, write, write_error

    def say(self, text):
        self.write(text.encode("utf-8", "surrogateescape"))

    def fail(self, command, text, status=1):
        self.write_error(f"{command}: {text}\n".encode())
        return status


def options_of(words, known, valued=""):
    """The letters of the options, the values of those with one, and the other words; `None` for an option of neither kind."""
    letters, values, rest = set(), {}, []
    words = list(words)
    while words:
        word = words.pop(0)
        if word == "--":
            rest += words
            break
        if not word.startswith("-") or word == "-":
            rest.append(word)
            continue
        for at, letter in enumerate(word[1:], 1):
            if letter in valued:
                values[letter] = word[at + 1 :] or (words.pop(0) if words else "")
                break
            if letter not in known:
                return None
            letters.add(letter)
    return letters, values, rest


def unknown(name):
    raise NotImplementedError(NO_COMMAND.format(name=f"this form of {name}"))


def try_help(streams, name, status=1):
    streams.write_error(f"Try '{name} --help' for more information.\n".encode())
    return status


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b", "\\": "\\", "0": "\0"}


def unescaped(text):
    made, rest = [], iter(text)
    for letter in rest:
        if letter == "\\":
            letter = next(rest, "\\")
            letter = _ESCAPES.get(letter, "\\" + letter)
        made.append(letter)
    return "".join(made)
