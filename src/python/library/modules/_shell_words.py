"""The words and the operators of a line of a shell."""

import re

from _limits import NO_SHELL

_OPERATOR = re.compile(r"\s*(&&|\|\||>>|[0-9]?>&[0-9]|[0-9]>>|[0-9]>|&>|[;|&<>()\n])")


class Word:
    """A word with its quoted parts, which are not split: pairs of a text and its quote, "" for none."""

    def __init__(self):
        self.parts = []

    def plain(self):
        return "".join(text for text, quote in self.parts) if all(not quote for _, quote in self.parts) else None


def tokens(text):
    """Words and operators (texts) of a line."""
    found, word, at = [], None, 0

    def end():
        nonlocal word
        if word is not None:
            found.append(word)
            word = None

    while at < len(text):
        letter = text[at]
        operator = _OPERATOR.match(text, at)
        digits = operator and operator[1][:1].isdigit()
        if operator and not (digits and word is not None and not text[at].isspace()):
            end()
            found.append(operator[1])
            at = operator.end()
        elif letter.isspace():
            end()
            at += 1
        elif letter == "#" and word is None:
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        else:
            word = word or Word()
            if letter in "'\"":
                close = at + 1
                while close < len(text) and text[close] != letter:
                    close += 2 if letter == '"' and text[close] == "\\" else 1
                if close >= len(text):
                    raise NotImplementedError(NO_SHELL)
                inner = text[at + 1 : close]
                if letter == '"':
                    inner = re.sub(r'\\([\\"$`])', lambda match: "\0" if match[1] == "$" else match[1], inner)
                word.parts.append((inner, letter))
                at = close + 1
            elif letter == "\\":
                word.parts.append((text[at + 1 : at + 2], "'"))
                at += 2
            else:
                if letter == "`":
                    raise NotImplementedError(NO_SHELL)
                until = closed(text, at + 1) if text.startswith("$(", at) else at + 1
                word.parts.append((text[at:until], ""))
                at = until
    end()
    return found


def closed(text, at):
    """The place behind the parenthesis that closes the one at a place."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place + 1
    raise NotImplementedError(NO_SHELL)


def joined(parts):
    """The parts of a word with neighbours of one kind in one."""
    found = []
    for text, quote in parts:
        if found and found[-1][1] == quote:
            found[-1] = (found[-1][0] + text, quote)
        else:
            found.append((text, quote))
    return found
