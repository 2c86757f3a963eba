"""The codecs of the types that a server has from the start: how a value is encoded and decoded, in which format."""

from . import _containers, _dates, _numbers, _places, _texts
from ._type_names import BUILTIN_TYPE_NAME_MAP, BUILTIN_TYPE_OID_MAP, OID, TEXT

# The formats in which a server sends a value.
IN_TEXT, IN_BINARY = 0, 1


class Codec:
    """How values of a type are encoded and decoded: functions of the settings of a connection and a value or its bytes."""

    __slots__ = ("oid", "name", "schema", "kind", "format", "encode", "decode", "element")

    def __init__(self, oid, name, schema, kind, form, encode, decode, element=None):
        self.oid, self.name, self.schema, self.kind = oid, name, schema, kind
        self.format, self.encode, self.decode, self.element = form, encode, decode, element

    def named(self, oid, name, schema, kind):
        """The same codec for another type."""
        return Codec(oid, name, schema, kind, self.format, self.encode, self.decode, self.element)

    def has_encoder(self):
        return self.encode is not None

    def has_decoder(self):
        return self.decode is not None

    def __repr__(self):
        element = "NA" if self.element is None else self.element.oid
        core = any((self.oid, form) in CORE for form in (IN_BINARY, IN_TEXT))
        return f"<Codec oid={self.oid} elem_oid={element} core={core}>"


# Codecs by the number of their type and their format; those that exchange tuples; and those of types that extensions bring.
CORE, OF_TUPLES, EXTRA = {}, {}, {}


def _add(names, encode, decode, form=IN_BINARY, into=CORE):
    for name in names.split():
        # The numbers of types of one name in SQL and another in the catalogue differ.
        oid = 18 if name == "char" else BUILTIN_TYPE_NAME_MAP[name]
        kind = "array" if name.endswith("[]") else "scalar"
        into[oid, form] = Codec(oid, BUILTIN_TYPE_OID_MAP[oid], "pg_catalog", kind, form, encode, decode)


_text, _bytea = (_texts.encode_text, _texts.decode_text), (_texts.encode_bytea, _texts.decode_bytea)
_oid = _numbers.integer("I", "uint32")

_add("bool", _numbers.encode_bool, _numbers.decode_bool)
_add("int2", *_numbers.integer("h", "int16"))
_add("int4", *_numbers.integer("i", "int32"))
_add("int8 pg_lsn", *_numbers.integer("q", "int64"))
_add("oid xid cid", *_oid)
_add("xid8 oid8", *_numbers.integer("Q", "uint64"))
_add("float4", _numbers.encode_float4, _numbers.decode_float4)
_add("float8", _numbers.encode_float8, _numbers.decode_float8)
_add("numeric", _numbers.encode_numeric, _numbers.decode_numeric)
_add("numeric", _numbers.encode_numeric_text, _numbers.decode_numeric_text, IN_TEXT)

_add("name bpchar varchar text xml json cstring", *_text)
_add("name bpchar varchar text xml", *_text, IN_TEXT)
_add("bytea char pg_mcv_list", *_bytea)
_add("pg_brin_bloom_summary pg_brin_minmax_multi_summary", None, _texts.decode_bytea)
_add("void", _texts.encode_void, _texts.decode_void)
_add("jsonb", _texts.encode_versioned, _texts.versioned("JSONB"))
_add("jsonpath", _texts.encode_versioned, _texts.versioned("jsonpath"))
_add("uuid", _texts.encode_uuid, _texts.decode_uuid)
_add("bit varbit", _texts.encode_bits, _texts.decode_bits)

_add("date", _dates.encode_date, _dates.decode_date)
_add("time", _dates.encode_time, _dates.decode_time)
_add("timetz", _dates.encode_timetz, _dates.decode_timetz)
_add("timestamp", _dates.encode_timestamp, _dates.decode_timestamp)
_add("timestamptz", _dates.encode_timestamptz, _dates.decode_timestamptz)
_add("interval", _dates.encode_interval, _dates.decode_interval)
_add("date", *_dates.as_tuple("!i", "date", "1 element"), into=OF_TUPLES)
_add("time", *_dates.as_tuple("!q", "time", "1 element"), into=OF_TUPLES)
_add("timestamp timestamptz", *_dates.as_tuple("!q", "timestamp", "1 element"), into=OF_TUPLES)
_add("timetz", *_dates.as_tuple("!qi", "time", "2 elements2"), into=OF_TUPLES)
_add("interval", _dates.encode_interval_tuple, _dates.decode_interval_tuple, into=OF_TUPLES)

_add("point", _places.encode_point, _places.decode_point)
_add("line", _places.encode_line, _places.decode_line)
_add("lseg", _places.encode_segment, _places.decode_segment)
_add("box", _places.encode_segment, _places.decode_box)
_add("path", _places.encode_path, _places.decode_path)
_add("polygon", _places.encode_polygon, _places.decode_polygon)
_add("circle", _places.encode_circle, _places.decode_circle)
_add("cidr", _places.encode_cidr, _places.decode_cidr)
_add("inet", _places.encode_inet, _places.decode_inet)
_add("tid", _places.encode_tid, _places.decode_tid)
_add("txid_snapshot pg_snapshot", _places.encode_snapshot, _places.decode_snapshot)

# What is sent as a text and remains one. Types of the catalogue are asked for by their names.
_add(
    """abstime reltime tinterval unknown regproc regprocedure regoper regoperator regclass regtype regconfig regdictionary
    regnamespace regrole refcursor regcollation regdatabase aclitem smgr pg_dependencies pg_ndistinct tsquery tsvector
    macaddr macaddr8 money""",
    *_text,
    IN_TEXT,
)
_add("anyenum pg_node_tree gtsvector", None, _texts.decode_text, IN_TEXT)
_add(
    """any trigger event_trigger language_handler fdw_handler tsm_handler internal opaque anyelement anynonarray anycompatible
    anycompatiblearray anycompatiblenonarray anycompatiblerange anycompatiblemultirange anyrange anymultirange anyarray
    pg_ddl_command index_am_handler table_am_handler""",
    None,
    None,
)

# The question for the types of a server needs these two.
_add("oid[]", _containers.array_encoder(OID, _oid[0]), _containers.array_decoder(_oid[1]))
_add("text[]", _containers.array_encoder(TEXT, _text[0]), _containers.array_decoder(_text[1]))
_add("record", _containers.encode_record, _containers.decode_record)

EXTRA["pg_contrib.hstore", IN_BINARY] = Codec(
    0, "pg_contrib.hstore", None, "scalar", IN_BINARY, _texts.encode_hstore, _texts.decode_hstore
)
