"""The first error of a document in XML, as expat reports it: its code, and where it stands."""

import re

SYNTAX, NO_ELEMENTS, INVALID_TOKEN, UNCLOSED_TOKEN, TAG_MISMATCH, DUPLICATE_ATTRIBUTE = 2, 3, 4, 5, 7, 8
JUNK, UNDEFINED_ENTITY, BAD_REFERENCE, MISPLACED_DECLARATION, UNCLOSED_CDATA, UNBOUND_PREFIX = 9, 11, 14, 17, 20, 27
UNDECLARED_PREFIX, BAD_DECLARATION = 28, 30

# The names of expat's errors, without XML_ERROR_, and their words, by their codes.
ERRORS = {
    1: ("NO_MEMORY", "out of memory"),
    2: ("SYNTAX", "syntax error"),
    3: ("NO_ELEMENTS", "no element found"),
    4: ("INVALID_TOKEN", "not well-formed (invalid token)"),
    5: ("UNCLOSED_TOKEN", "unclosed token"),
    6: ("PARTIAL_CHAR", "partial character"),
    7: ("TAG_MISMATCH", "mismatched tag"),
    8: ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    9: ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    10: ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    11: ("UNDEFINED_ENTITY", "undefined entity"),
    12: ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    13: ("ASYNC_ENTITY", "asynchronous entity"),
    14: ("BAD_CHAR_REF", "reference to invalid character number"),
    15: ("BINARY_ENTITY_REF", "reference to binary entity"),
    16: ("ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"),
    17: ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"),
    18: ("UNKNOWN_ENCODING", "unknown encoding"),
    19: ("INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"),
    20: ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    21: ("EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"),
    22: ("NOT_STANDALONE", "document is not standalone"),
    23: ("UNEXPECTED_STATE", "unexpected parser state - please send a bug report"),
    24: ("ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"),
    25: ("FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"),
    26: ("CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"),
    27: ("UNBOUND_PREFIX", "unbound prefix"),
    28: ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    29: ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    30: ("XML_DECL", "XML declaration not well-formed"),
    31: ("TEXT_DECL", "text declaration not well-formed"),
    32: ("PUBLICID", "illegal character(s) in public id"),
    33: ("SUSPENDED", "parser suspended"),
    34: ("NOT_SUSPENDED", "parser not suspended"),
    35: ("ABORTED", "parsing aborted"),
    36: ("FINISHED", "parsing finished"),
    37: ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    38: ("RESERVED_PREFIX_XML", "reserved prefix (xml) must not be undeclared or bound to another namespace name"),
    39: ("RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"),
    40: ("RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"),
    41: ("INVALID_ARGUMENT", "invalid argument"),
    42: ("NO_BUFFER", "a successful prior call to function XML_GetBuffer is required"),
    43: ("AMPLIFICATION_LIMIT_BREACH", "limit on input amplification factor (from DTD and entities) breached"),
}

_NAME = r"(?:[^\W\d]|[:_])(?:\w|[.:\-·])*"
_SPACE = r"[ \t\r\n]"
_name = re.compile(_NAME)
_space = re.compile(f"{_SPACE}*")
# Text up to a tag, a reference, or what text cannot have.
_plain = re.compile("[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*")
_value = {quote: re.compile(f"[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff{quote}]*") for quote in "\"'"}
_control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_word = re.compile(r"#?[\w.:\-·]+|#")
_reference = re.compile(f"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|({_NAME}));")
_DECLARED = [
    re.compile(f"{_SPACE}+{name}{_SPACE}*={_SPACE}*(?:\"{value}\"|'{value}')")
    for name, value in (("version", "[a-zA-Z0-9_.-]+"), ("encoding", "[A-Za-z][A-Za-z0-9._-]*"), ("standalone", "(?:yes|no)"))
]
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))


class _Error(Exception):
    """The code of an error, and its place in the text."""


def first_error(text, has_namespaces):
    """Returns the code, the line from 1 and the column from 0 of the first error; `None` if there is none."""
    try:
        _Document(text, has_namespaces).read()
    except _Error as error:
        code, place = error.args
        return code, text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1)
    return None


class _Document:
    """A document that is read from its beginning."""

    def __init__(self, text, has_namespaces):
        self.text = text
        self.at = 0
        self.has_namespaces = has_namespaces
        # The names of open elements, and the prefixes that each has bound.
        self.open = []
        self.prefixes = [frozenset(("xml",))]
        # What it declares may be any entity.
        self.has_doctype = False

    def read(self):
        if self.text.startswith("\ufeff"):
            self.at = 1
        self.read_around()
        if self.at == len(self.text):
            raise _Error(NO_ELEMENTS, self.at)
        self.read_tag()
        while self.open:
            self.read_content()
        self.read_around(is_after=True)
        if self.at < len(self.text):
            raise _Error(JUNK, self.at)

    def read_around(self, is_after=False):
        """Reads what may stand before and after the element of the document."""
        first = self.at
        while True:
            begin = self.at
            self.at = _space.match(self.text, self.at).end()
            if self.text.startswith("<?", self.at):
                self.read_instruction(self.at == first and not is_after)
            elif self.text.startswith("<!--", self.at):
                self.read_comment()
            elif not is_after and not self.has_doctype and self.text.startswith("<!DOCTYPE", self.at):
                self.read_doctype()
            else:
                break
        if self.at == len(self.text):
            return
        here = self.text[self.at]
        if here != "<":
            self.refuse_token(JUNK if is_after else SYNTAX)
        following = self.text[self.at + 1 : self.at + 2]
        if not following:
            raise _Error(UNCLOSED_TOKEN, self.at)
        if is_after and (following == "/" or _name.match(following)):
            raise _Error(JUNK, self.at)
        if following == "!" and self.text[self.at + 2 : self.at + 3] == "[":
            raise _Error(JUNK if is_after else SYNTAX, self.at)
        if not _name.match(following):
            place = self.at + (2 if following == "!" else 1)
            raise _Error(UNCLOSED_TOKEN, self.at) if place == len(self.text) else _Error(INVALID_TOKEN, place)

    def refuse_token(self, code):
        """Refuses what stands around the element of the document: a token by that code, and what is none by its own."""
        text, begin = self.text, self.at
        if text[begin] in "\"'":
            raise _Error(UNCLOSED_TOKEN if text.find(text[begin], begin + 1) < 0 else code, begin)
        word = _word.match(text, begin)
        if word is None:
            raise _Error(code if text[begin] in "%()|,[]>" else INVALID_TOKEN, begin)
        end = word.end()
        if text[begin] == "#" and end == begin + 1:
            raise _Error(UNCLOSED_TOKEN, begin) if end == len(text) else _Error(INVALID_TOKEN, end)
        if end < len(text) and text[end] not in " \t\r\n>)],|[%?*+":
            raise _Error(INVALID_TOKEN, end)
        raise _Error(code, begin)

    def read_content(self):
        first, text = self.at, self.text
        at = self.at = _plain.match(text, first).end()
        bracket = text.find("]]>", first, at)
        if bracket >= 0:
            raise _Error(INVALID_TOKEN, bracket + 2)
        if at == len(text):
            raise _Error(NO_ELEMENTS, at)
        here = text[at]
        if here == "&":
            self.read_reference()
        elif here != "<":
            raise _Error(INVALID_TOKEN, at)
        elif text.startswith("</", at):
            self.read_end()
        elif text.startswith("<?", at):
            self.read_instruction(False)
        elif text.startswith("<!--", at):
            self.read_comment()
        elif text.startswith("<![CDATA[", at):
            end = text.find("]]>", at)
            wrong = _control.search(text, at, end if end >= 0 else len(text))
            if wrong:
                raise _Error(INVALID_TOKEN, wrong.start())
            if end < 0:
                raise _Error(UNCLOSED_CDATA, len(text))
            self.at = end + 3
        else:
            self.read_tag()

    def read_reference(self):
        found = _reference.match(self.text, self.at)
        if found is None:
            rest = re.compile(f"&(?:#(?:x[0-9a-fA-F]*|[0-9]*)|(?:{_NAME})?)").match(self.text, self.at)
            raise _Error(UNCLOSED_TOKEN if rest.end() == len(self.text) else INVALID_TOKEN, self.at if rest.end() == len(self.text) else rest.end())
        hexadecimal, decimal, name = found.groups()
        if name is not None:
            if name not in _PREDEFINED and not self.has_doctype:
                raise _Error(UNDEFINED_ENTITY, self.at)
        else:
            number = int(hexadecimal, 16) if hexadecimal else int(decimal)
            if number > 0x10FFFF or 0xD800 <= number < 0xE000 or _control.match(chr(number)):
                raise _Error(BAD_REFERENCE, self.at)
        self.at = found.end()

    def read_end(self):
        begin = self.at
        name = self.read_name(begin + 2, begin)
        self.at = _space.match(self.text, self.at).end()
        if self.at == len(self.text):
            raise _Error(UNCLOSED_TOKEN, begin)
        if self.text[self.at] != ">":
            raise _Error(INVALID_TOKEN, self.at)
        if name != self.open[-1]:
            raise _Error(TAG_MISMATCH, begin + 2)
        self.at += 1
        self.open.pop()
        self.prefixes.pop()

    def read_name(self, at, begin):
        """Reads a name of a token that begins there."""
        found = _name.match(self.text, at)
        if found is None:
            raise _Error(UNCLOSED_TOKEN, begin) if at >= len(self.text) else _Error(INVALID_TOKEN, at)
        self.at = found.end()
        if self.at == len(self.text):
            raise _Error(UNCLOSED_TOKEN, begin)
        if self.has_namespaces:
            first = found[0].find(":")
            if first == 0:
                raise _Error(INVALID_TOKEN, at)
            if first > 0 and (first == len(found[0]) - 1 or found[0].find(":", first + 1) >= 0 or not _name.match(found[0], first + 1)):
                raise _Error(INVALID_TOKEN, at + (found[0].find(":", first + 1) if found[0].find(":", first + 1) >= 0 else first + 1))
        return found[0]

    def read_tag(self):
        begin, text = self.at, self.text
        name = self.read_name(begin + 1, begin)
        attributes, later = {}, None
        while True:
            spaced = _space.match(text, self.at).end()
            if spaced == len(text):
                raise _Error(UNCLOSED_TOKEN, begin)
            if text[spaced] == ">":
                self.at = spaced + 1
                is_empty = False
                break
            if text[spaced] == "/":
                if spaced + 1 == len(text):
                    raise _Error(UNCLOSED_TOKEN, begin)
                if text[spaced + 1] != ">":
                    raise _Error(INVALID_TOKEN, spaced + 1)
                self.at = spaced + 2
                is_empty = True
                break
            if spaced == self.at:
                raise _Error(INVALID_TOKEN, spaced)
            attribute = self.read_name(spaced, begin)
            value, wrong = self.read_value(begin)
            if attribute in attributes:
                later = later or _Error(DUPLICATE_ATTRIBUTE, spaced)
            later = later or wrong
            attributes[attribute] = value
        if later is not None:
            raise later
        if self.has_namespaces:
            self.bind(name, attributes, begin)
        else:
            self.prefixes.append(self.prefixes[-1])
        if is_empty:
            self.prefixes.pop()
        else:
            self.open.append(name)

    def bind(self, name, attributes, begin):
        """Binds the prefixes that an element declares, and looks at those that it uses."""
        declared = {attribute[6:] for attribute in attributes if attribute.startswith("xmlns:")}
        if any(attributes[f"xmlns:{prefix}"] == "" for prefix in declared):
            raise _Error(UNDECLARED_PREFIX, begin)
        bound = self.prefixes[-1] | declared if declared else self.prefixes[-1]
        for used in (name, *attributes):
            prefix, separator, _ = used.partition(":")
            if separator and prefix != "xmlns" and prefix not in bound:
                raise _Error(UNBOUND_PREFIX, begin)
        self.prefixes.append(bound)

    def read_value(self, begin):
        """Reads `=` and a value; returns it, and the error of a reference in it, which is reported after others of the tag."""
        text = self.text
        self.at = _space.match(text, self.at).end()
        if self.at == len(text):
            raise _Error(UNCLOSED_TOKEN, begin)
        if text[self.at] != "=":
            raise _Error(INVALID_TOKEN, self.at)
        self.at = _space.match(text, self.at + 1).end()
        if self.at == len(text):
            raise _Error(UNCLOSED_TOKEN, begin)
        quote = text[self.at]
        if quote not in _value:
            raise _Error(INVALID_TOKEN, self.at)
        self.at += 1
        first, wrong = self.at, None
        while True:
            self.at = _value[quote].match(text, self.at).end()
            if self.at == len(text):
                raise _Error(UNCLOSED_TOKEN, begin)
            if text[self.at] == quote:
                break
            if text[self.at] != "&":
                raise _Error(INVALID_TOKEN, self.at)
            try:
                self.read_reference()
            except _Error as error:
                code, place = error.args
                if code == UNCLOSED_TOKEN:
                    raise _Error(code, begin) from None
                if code == INVALID_TOKEN:
                    raise
                wrong = wrong or error
                self.at = _reference.match(text, self.at).end()
        value = text[first : self.at]
        self.at += 1
        return value, wrong

    def read_comment(self):
        begin = self.at
        end = self.text.find("--", begin + 4)
        wrong = _control.search(self.text, begin, end if end >= 0 else len(self.text))
        if wrong:
            raise _Error(INVALID_TOKEN, wrong.start())
        if end < 0 or end + 2 == len(self.text):
            raise _Error(UNCLOSED_TOKEN, begin)
        if self.text[end + 2] != ">":
            raise _Error(INVALID_TOKEN, end + 2)
        self.at = end + 3

    def read_instruction(self, is_first):
        begin = self.at
        name = self.read_name(begin + 2, begin)
        if name.lower() == "xml" and not (name == "xml" and is_first):
            raise _Error(MISPLACED_DECLARATION if name == "xml" else INVALID_TOKEN, begin if name == "xml" else self.at)
        if not _space.match(self.text, self.at).end() > self.at and not self.text.startswith("?", self.at):
            raise _Error(INVALID_TOKEN, self.at)
        end = self.text.find("?>", self.at)
        if name == "xml" and end >= 0:
            self.check_declaration(end)
        wrong = _control.search(self.text, begin, end if end >= 0 else len(self.text))
        if wrong:
            raise _Error(INVALID_TOKEN, wrong.start())
        if end < 0:
            raise _Error(UNCLOSED_TOKEN, begin)
        self.at = end + 2

    def check_declaration(self, end):
        """Looks at what the declaration of XML says, up to where it ends."""
        at = self.at
        for number, part in enumerate(_DECLARED):
            found = part.match(self.text, at, end)
            if found is None and number == 0:
                break
            at = found.end() if found else at
        at = _space.match(self.text, at, end).end()
        if at != end:
            raise _Error(BAD_DECLARATION, at)

    def read_doctype(self):
        """Passes over a declaration of the document's type."""
        begin, depth, text = self.at, 0, self.text
        self.has_doctype = True
        parts = re.compile(r"\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|[\[\]>]", re.S)
        while True:
            found = parts.search(text, self.at)
            if found is None:
                raise _Error(UNCLOSED_TOKEN, begin)
            self.at = found.end()
            if found[0] == "[":
                depth += 1
            elif found[0] == "]":
                depth -= 1
            elif found[0] == ">" and depth == 0:
                return
