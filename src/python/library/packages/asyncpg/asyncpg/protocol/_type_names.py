"""The types that a server has from the start, by their numbers (`pg_type.oid`, which are the same on every server)."""

_NAMES = """
    bool:16 bytea:17 char:18 name:19 int8:20 int2:21 int4:23 regproc:24 text:25 oid:26 tid:27 xid:28 cid:29
    pg_ddl_command:32 json:114 xml:142 pg_node_tree:194 smgr:210 table_am_handler:269 index_am_handler:325 point:600
    lseg:601 path:602 box:603 polygon:604 line:628 cidr:650 float4:700 float8:701 abstime:702 reltime:703 tinterval:704
    unknown:705 circle:718 macaddr8:774 money:790 macaddr:829 inet:869 text[]:1009 oid[]:1028 aclitem:1033 bpchar:1042
    varchar:1043 date:1082 time:1083 timestamp:1114 timestamptz:1184 interval:1186 timetz:1266 bit:1560 varbit:1562
    numeric:1700 refcursor:1790 regprocedure:2202 regoper:2203 regoperator:2204 regclass:2205 regtype:2206 record:2249
    cstring:2275 any:2276 anyarray:2277 void:2278 trigger:2279 language_handler:2280 internal:2281 opaque:2282
    anyelement:2283 anynonarray:2776 uuid:2950 txid_snapshot:2970 fdw_handler:3115 pg_lsn:3220 tsm_handler:3310
    pg_ndistinct:3361 pg_dependencies:3402 anyenum:3500 tsvector:3614 tsquery:3615 gtsvector:3642 regconfig:3734
    regdictionary:3769 jsonb:3802 anyrange:3831 event_trigger:3838 jsonpath:4072 regnamespace:4089 regrole:4096
    regcollation:4191 anymultirange:4537 anycompatiblemultirange:4538 pg_brin_bloom_summary:4600
    pg_brin_minmax_multi_summary:4601 pg_mcv_list:5017 pg_snapshot:5038 xid8:5069 anycompatible:5077
    anycompatiblearray:5078 anycompatiblenonarray:5079 anycompatiblerange:5080 oid8:6437 regdatabase:6490
"""

BUILTIN_TYPE_OID_MAP = {int(oid): name for name, oid in (entry.split(":") for entry in _NAMES.split())}
BUILTIN_TYPE_NAME_MAP = {name: oid for oid, name in BUILTIN_TYPE_OID_MAP.items()}

# The names of SQL.
_IN_SQL = {
    "smallint": "int2",
    "int": "int4",
    "integer": "int4",
    "bigint": "int8",
    "decimal": "numeric",
    "real": "float4",
    "double precision": "float8",
    "timestamp with timezone": "timestamptz",
    "timestamp without timezone": "timestamp",
    "time with timezone": "timetz",
    "time without timezone": "time",
    "char": "bpchar",
    "character": "bpchar",
    "character varying": "varchar",
    "bit varying": "varbit",
}
BUILTIN_TYPE_NAME_MAP.update({name: BUILTIN_TYPE_NAME_MAP[of] for name, of in _IN_SQL.items()})

# The largest number of a type that a server has from the start.
LAST_BUILTIN_OID = 9999

TEXT, OID = 25, 26
