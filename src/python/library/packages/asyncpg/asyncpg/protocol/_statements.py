"""Prepared statements: what a server says of their parameters and columns, and how arguments and rows are translated."""

import struct

from asyncpg import exceptions
from asyncpg import types

from . import _messages
from ._codecs import IN_BINARY
from .record import RecordDescriptor

_INT4 = struct.Struct("!i")
_NULL = _INT4.pack(-1)
# One format for all arguments or columns: binary.
_ALL_BINARY = b"\0\1\0\1"

_ONLY_QUERIES = (
    "  Note that parameters are supported only in SELECT, INSERT, UPDATE, DELETE, MERGE and VALUES statements, and will *not*"
    " work in statements  like CREATE VIEW or DECLARE CURSOR."
)


def _formats(codecs):
    """The formats in which values are sent."""
    if all(codec.format == IN_BINARY for codec in codecs):
        return _ALL_BINARY
    return struct.pack(f"!{len(codecs) + 1}h", len(codecs), *[codec.format for codec in codecs])


class PreparedStatementState:
    """A statement that a server has prepared, or will on its next use."""

    def __init__(self, name, query, protocol, record_class, ignore_custom_codec):
        self.name, self.query = name, query
        self.record_class, self.ignore_custom_codec = record_class, ignore_custom_codec
        self.closed, self.prepared, self.refs = False, True, 0
        self._settings = protocol.settings
        self._parameters, self._columns = [], []
        # Known once the codecs of all its types are.
        self.arguments_codecs = self._argument_formats = None
        self.columns_codecs = self._column_formats = self._descriptor = None

    def described(self, parameters, columns):
        """Takes what a server says of it; `None` is nothing."""
        if parameters is not None:
            self._parameters = _messages.parameters(parameters)
        if columns is not None:
            self._columns = _messages.columns(columns)

    def _get_parameters(self):
        return tuple([self._type(oid) for oid in self._parameters])

    def _get_attributes(self):
        encoding = self._settings.get_text_codec().name
        return tuple([types.Attribute(name.decode(encoding), self._type(oid)) for name, oid in self._columns])

    def _type(self, oid):
        codec = self._settings.get_data_codec(oid)
        if codec is None:
            raise exceptions.InternalClientError(f"missing codec information for OID {oid}")
        return types.Type(oid, codec.name, codec.kind, codec.schema)

    def _init_types(self):
        """The numbers of types for which there are no codecs yet."""
        missing = set()
        for oid in self._parameters:
            codec = self._settings.get_data_codec(oid)
            if codec is None or not codec.has_encoder():
                missing.add(oid)
        for _, oid in self._columns:
            codec = self._settings.get_data_codec(oid)
            if codec is None or not codec.has_decoder():
                missing.add(oid)
        return missing

    def _init_codecs(self):
        self.find_argument_codecs()
        self.find_column_codecs()

    def attach(self):
        self.refs += 1

    def detach(self):
        self.refs -= 1

    def mark_closed(self):
        self.closed = True

    def mark_unprepared(self):
        if self.name:
            raise exceptions.InternalClientError("named prepared statements cannot be marked unprepared")
        self.prepared = False

    def find_argument_codecs(self):
        if self.arguments_codecs is None:
            codecs = []
            for oid in self._parameters:
                codec = self._settings.get_data_codec(oid, ignore_custom_codec=self.ignore_custom_codec)
                if codec is None or not codec.has_encoder():
                    raise exceptions.InternalClientError(f"no encoder for OID {oid}")
                codecs.append(codec)
            self.arguments_codecs, self._argument_formats = codecs, _formats(codecs)

    def find_column_codecs(self):
        if self._descriptor is not None:
            return
        codecs, places, names = [], {}, []
        encoding = self._settings.get_text_codec().name
        for place, (name, oid) in enumerate(self._columns):
            codec = self._settings.get_data_codec(oid, ignore_custom_codec=self.ignore_custom_codec)
            if codec is None or not codec.has_decoder():
                raise exceptions.InternalClientError(f"no decoder for OID {oid}")
            codecs.append(codec)
            name = name.decode(encoding)
            places[name] = place
            names.append(name)
        self.columns_codecs, self._column_formats = codecs, _formats(codecs)
        self._descriptor = RecordDescriptor(places, tuple(names))

    def bound(self, arguments, element=None):
        """The arguments of a message that binds them; `element` is their place in those of `executemany`."""
        if not hasattr(arguments, "__getitem__") or isinstance(arguments, (dict, set)):
            if element is not None:
                raise exceptions.DataError(
                    f"invalid input in executemany() argument sequence element #{element}: expected a sequence, "
                    f"got {type(arguments).__name__}"
                )
            raise exceptions.InternalClientError(f"Bind: expected a sequence, got {type(arguments).__name__}")
        count = len(arguments)
        if count > 32767:
            raise exceptions.InterfaceError("the number of query arguments cannot exceed 32767")
        wanted = len(self._parameters)
        if count != wanted:
            hint = "Check the query against the passed list of arguments."
            raise exceptions.InterfaceError(
                f"the server expects {wanted} argument{'s' if wanted != 1 else ''} for this query, "
                f"{count} {'was' if count == 1 else 'were'} passed",
                hint=hint + ("" if wanted else _ONLY_QUERIES),
            )
        parts = [self._argument_formats or _ALL_BINARY, struct.pack("!h", count)]
        for place in range(count):
            value = arguments[place]
            if value is None:
                parts.append(_NULL)
            else:
                data = self._encoded(value, place, element)
                parts += [_INT4.pack(len(data)), data]
        parts.append(self._column_formats or _ALL_BINARY)
        return b"".join(parts)

    def _encoded(self, value, place, element):
        try:
            return self.arguments_codecs[place].encode(self._settings, value)
        except (AssertionError, exceptions.InternalClientError):
            raise
        except Exception as error:
            where = f"${place + 1}" if element is None else f"${place + 1} in element #{element} of executemany() sequence"
            if isinstance(error, exceptions.InterfaceError):
                raise error.with_msg(f"query argument {where}: {error.args[0]}") from None
            shown = repr(value)
            if len(shown) > 40:
                shown = shown[:40] + "..."
            raise exceptions.DataError(f"invalid input for query argument {where}: {shown} ({error})") from error

    def row(self, body):
        """The record of a row."""
        (count,) = struct.unpack_from("!h", body)
        codecs, settings = self.columns_codecs, self._settings
        if count != len(codecs):
            raise exceptions.ProtocolError(
                f"the number of columns in the result row ({count}) is different from what was described ({len(codecs)})"
            )
        at, values, size_at = 2, [], _INT4.unpack_from
        for codec in codecs:
            size = size_at(body, at)[0]
            at += 4
            if size < 0:
                values.append(None)
            else:
                values.append(codec.decode(settings, body[at : at + size]))
                at += size
        return self._descriptor.record_of(self.record_class, tuple(values))
