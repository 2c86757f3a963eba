"""What a connection knows of its server: the parameters that it was told, and the codecs of the types that it has met."""

import codecs

import asyncpg
from asyncpg import exceptions

from . import _containers, _encodings
from ._codecs import CORE, EXTRA, IN_BINARY, IN_TEXT, OF_TUPLES, Codec
from ._type_names import BUILTIN_TYPE_NAME_MAP, LAST_BUILTIN_OID, TEXT
from .record import RecordDescriptor


class ConnectionSettings:
    """The parameters of a connection, as attributes, and its codecs."""

    def __init__(self):
        self._settings = {}
        self._codec = codecs.lookup("utf-8")
        self.is_utf8 = True
        self._data_codecs = DataCodecs()
        found = self._data_codecs
        self.register_data_types = found.add_types
        self.remove_python_codec = found.remove_python_codec
        self.clear_type_cache = found.clear_type_cache

    def add_setting(self, name, value):
        self._settings[name] = value
        if name == "client_encoding":
            self._codec = codecs.lookup(_encodings.python_encoding(value))
            self.is_utf8 = self._codec.name == "utf-8"

    def get_text_codec(self):
        return self._codec

    def add_python_codec(self, typeoid, typename, typeschema, typeinfos, typekind, encoder, decoder, format):
        formats = {"binary": IN_BINARY, "text": IN_TEXT, "tuple": None}
        if format not in formats:
            raise exceptions.InterfaceError(
                f"invalid `format` argument, expected 'text', 'binary' or 'tuple', got {format!r}"
            )
        self._data_codecs.add_python_codec(
            typeoid, typename, typeschema, typekind, typeinfos, encoder, decoder, formats[format]
        )

    def set_builtin_type_codec(self, typeoid, typename, typeschema, typekind, alias_to, format=None):
        formats = {None: (IN_BINARY, IN_TEXT), "binary": (IN_BINARY,), "text": (IN_TEXT,)}
        if format not in formats:
            raise exceptions.InterfaceError(f"invalid `format` argument, expected 'text' or 'binary', got {format!r}")
        self._data_codecs.set_alias(typeoid, typename, typeschema, typekind, alias_to, formats[format])
        self.clear_type_cache()

    def get_data_codec(self, oid, format=None, ignore_custom_codec=False):
        return self._data_codecs.codec(oid, format, ignore_custom_codec)

    def __getattr__(self, name):
        if not name.startswith("_"):
            try:
                return self._settings[name]
            except KeyError:
                raise AttributeError(name) from None
        return object.__getattribute__(self, name)

    def __repr__(self):
        return f"<ConnectionSettings {self._settings!r}>"


class DataCodecs:
    """The codecs of a connection beside those that all have."""

    def __init__(self):
        # Of types made of others, which a connection has asked its server for.
        self._derived = {}
        # Of the program's own.
        self._custom = {}

    def codec(self, oid, form=None, ignore_custom=False):
        """The codec of a type, in this format or, if it is `None`, in that which is preferred."""
        if form is None:
            return self.codec(oid, IN_BINARY, ignore_custom) or self.codec(oid, IN_TEXT, ignore_custom)
        if not ignore_custom:
            custom = self._custom.get((oid, IN_BINARY)) or self._custom.get((oid, IN_TEXT))
            if custom is not None:
                return custom if custom.format == form else None
        return CORE.get((oid, form)) or self._derived.get((oid, form))

    def add_types(self, types):
        """Makes the codecs of types that the server has described."""
        for each in types:
            if self.codec(each["oid"]) is None:
                self._add_type(each)

    def _add_type(self, each):
        oid, name, schema, kind = each["oid"], each["name"], each["ns"], each["kind"]

        def element_of(field):
            codec = self.codec(each[field])
            return codec or self._fallback(each[field], each[f"{field}_name"], schema)

        if each["elemtype"]:
            self._add_array(oid, name, schema, element_of("elemtype"), each["elemdelim"])
        elif kind == b"c":
            self._add_composite(oid, name, schema, each)
        elif kind == b"d":
            if not each["basetype"]:
                raise exceptions.InternalClientError(f"type record missing base type for domain {oid}")
            codec = element_of("basetype")
            self._derived[oid, codec.format] = codec
        elif kind in (b"r", b"m"):
            what = "range" if kind == b"r" else "multirange"
            if not each["range_subtype"]:
                raise exceptions.InternalClientError(f"type record missing base type for {what} {oid}")
            self._add_range(oid, name, schema, what, element_of("range_subtype"))
        elif kind == b"e":
            self.set_alias(oid, name, schema, "scalar", TEXT, (IN_BINARY, IN_TEXT))
        else:
            self._fallback(oid, name, schema)

    def _add_array(self, oid, name, schema, element, delimiter):
        if isinstance(delimiter, bytes):
            delimiter = delimiter.decode()
        if element.format == IN_BINARY:
            encode = element.encode and _containers.array_encoder(element.oid, element.encode)
            decode = element.decode and _containers.array_decoder(element.decode)
        else:
            encode = element.encode and _containers.text_array_encoder(element.encode, delimiter[0])
            decode = element.decode and _containers.text_array_decoder(element.decode, delimiter[0])
        name = f"{name.removeprefix('_')}[]"
        self._derived[oid, element.format] = Codec(oid, name, schema, "array", element.format, encode, decode, element)

    def _add_range(self, oid, name, schema, kind, element):
        if element.format != IN_BINARY:
            raise _not_in_text("range", schema, name)
        encoder, decoder = (
            (_containers.range_encoder, _containers.range_decoder)
            if kind == "range"
            else (_containers.multirange_encoder, _containers.multirange_decoder)
        )
        encode, decode = element.encode and encoder(element.encode), element.decode and decoder(element.decode)
        self._derived[oid, IN_BINARY] = Codec(oid, name, schema, kind, IN_BINARY, encode, decode, element)

    def _add_composite(self, oid, name, schema, each):
        if not each["attrtypoids"]:
            raise exceptions.InternalClientError(f"type record missing field types for composite {oid}")
        oids, elements = tuple(each["attrtypoids"]), []
        for attribute in oids:
            codec = self.codec(attribute)
            if codec is None:
                raise exceptions.InternalClientError(f"no codec for composite attribute type {attribute}")
            elements.append(codec)
        if any(codec.format == IN_TEXT for codec in elements):
            raise _not_in_text("composite", schema, name)
        places = {attribute: place for place, attribute in enumerate(each["attrnames"])}
        descriptor = RecordDescriptor(places, tuple(places))
        codec = Codec(oid, name, schema, "composite", IN_BINARY, None, None)
        if all(codec.has_encoder() for codec in elements):
            codec.encode = _containers.composite_encoder(name, places, oids, elements)
        if all(codec.has_decoder() for codec in elements):
            codec.decode = _containers.composite_decoder(codec, oids, elements, descriptor, asyncpg.Record)
        self._derived[oid, IN_BINARY] = codec

    def _fallback(self, oid, name, schema):
        """A codec of a type that nothing is known of: its text."""
        if oid <= LAST_BUILTIN_OID:
            raise exceptions.UnsupportedClientFeatureError(f"unhandled standard data type {name!r} (OID {oid})")
        self.set_alias(oid, name, schema, "scalar", TEXT, (IN_TEXT,))
        return self.codec(oid, IN_TEXT)

    def add_python_codec(self, oid, name, schema, kind, infos, encoder, decoder, form):
        """Sets functions of the program's that encode and decode; `form` is `None` if they exchange tuples."""
        _checked_oid(oid)
        self.remove_python_codec(oid, name, schema)
        if infos:
            self.add_types(infos)
        made = []
        for each in (IN_TEXT, IN_BINARY) if form is None else (form,):
            if form is not None:
                base = CORE[TEXT, IN_TEXT] if each == IN_TEXT else CORE[17, IN_BINARY]
            elif kind == "scalar":
                base = OF_TUPLES.get((oid, each))
            else:
                base = self.codec(oid, each) if kind == "composite" else None
            if base is not None:
                made.append(_python_codec(oid, name, schema, kind, each, encoder, decoder, base))
        if not made:
            raise exceptions.InterfaceError(f"{name} type does not support the 'tuple' exchange format")
        for codec in made:
            self._custom[oid, codec.format] = codec

    def remove_python_codec(self, oid, name, schema):
        self._custom.pop((oid, IN_BINARY), None)
        self._custom.pop((oid, IN_TEXT), None)
        self.clear_type_cache()

    def set_alias(self, oid, name, schema, kind, alias, formats):
        """Has a type encoded and decoded as another, given by its number or its name."""
        _checked_oid(oid)
        of = alias if isinstance(alias, int) else BUILTIN_TYPE_NAME_MAP.get(alias, 0)
        found = [self.codec(of, form) if of else EXTRA.get((alias, form)) for form in formats]
        found = [codec for codec in found if codec is not None]
        if not found:
            names = {(IN_BINARY,): "binary", (IN_TEXT,): "text"}.get(formats, "text or binary")
            raise exceptions.InterfaceError(f"cannot alias {name} to {alias}: there is no {names} codec for {alias}")
        for codec in found:
            self._custom[oid, codec.format] = codec.named(oid, name, schema, kind)

    def clear_type_cache(self):
        self._derived.clear()


def _python_codec(oid, name, schema, kind, form, encoder, decoder, base):
    def encode(settings, value):
        return base.encode(settings, encoder(value))

    def decode(settings, data):
        return decoder(base.decode(settings, data))

    has_encoder, has_decoder = encoder is not None, decoder is not None
    return Codec(oid, name, schema, kind, form, encode if has_encoder else None, decode if has_decoder else None)


def _not_in_text(what, schema, name):
    return exceptions.UnsupportedClientFeatureError(
        f'cannot decode type "{schema}"."{name}": text encoding of {what} types is not supported'
    )


def _checked_oid(oid):
    if not 0 <= oid <= 0xFFFFFFFF:
        raise OverflowError(f"OID value too large: {oid!r}")
