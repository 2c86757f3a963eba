

# The native parser passes over what is wrong in a document: each document is read for its first error when it is complete.

import codecs
import re

import _xml_errors
import pyexpat

errors.messages = {code: words for code, (_, words) in _xml_errors.ERRORS.items()}
errors.codes = {words: code for code, words in errors.messages.items()}
errors.__dict__.update((f"XML_ERROR_{name}", words) for name, words in _xml_errors.ERRORS.values())

_declared = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")


def ErrorString(code, /):
    return errors.messages.get(code)


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    return xmlparser(pyexpat.ParserCreate(encoding, namespace_separator), encoding, namespace_separator is not None)


class xmlparser:
    """A parser, with the text that it was given."""

    __module__ = "pyexpat"

    def __init__(self, native, encoding, has_namespaces):
        self.__dict__.update(_native=native, _encoding=encoding, _has_namespaces=has_namespaces, _given=bytearray())
        self.__dict__.update(ErrorCode=0, ErrorLineNumber=1, ErrorColumnNumber=0)

    def __getattr__(self, name):
        return getattr(self._native, name)

    def __setattr__(self, name, value):
        setattr(self._native, name, value)

    def Parse(self, data, isfinal=False, /):
        if isinstance(data, str):
            data = data.encode()
            self.__dict__["_encoding"] = "utf-8"
        self._given.extend(data)
        result = self._native.Parse(data, isfinal)
        if isfinal:
            self._check()
        return result

    def ParseFile(self, file, /):
        return self.Parse(file.read(), True)

    def _check(self):
        given = bytes(self._given)
        encoding = self._encoding
        if encoding is None:
            declared = _declared.match(given)
            encoding = declared[1].decode() if declared else "utf-8"
            if given.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                encoding = "utf-16"
        try:
            found = _xml_errors.first_error(given.decode(encoding), self._has_namespaces)
        except UnicodeDecodeError as error:
            before = given[: error.start].decode(encoding)
            found = _xml_errors.INVALID_TOKEN, before.count("\n") + 1, len(before.rpartition("\n")[2])
        if found is None:
            return
        code, line, column = found
        self.__dict__.update(ErrorCode=code, ErrorLineNumber=line, ErrorColumnNumber=column)
        raised = ExpatError(f"{ErrorString(code)}: line {line}, column {column}")
        raised.code, raised.lineno, raised.offset = code, line, column
        raise raised from None


XMLParserType = xmlparser
