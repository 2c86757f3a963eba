"""PostgreSQL's names of encodings that Python has under another one."""

_NAMES = {
    "abc": "cp1258",
    "alt": "cp866",
    "euc_cn": "euccn",
    "euc_jp": "eucjp",
    "euc_kr": "euckr",
    "koi8r": "koi8_r",
    "koi8u": "koi8_u",
    "shift_jis_2004": "euc_jis_2004",
    "sjis": "shift_jis",
    "sql_ascii": "ascii",
    "vscii": "cp1258",
    "tcvn": "cp1258",
    "tcvn5712": "cp1258",
    "unicode": "utf_8",
    "win": "cp1251",
}
for _number in (866, 874, 932, 936, 949, 950, *range(1250, 1259)):
    _NAMES[f"win{_number}"] = _NAMES[f"windows{_number}"] = f"cp{_number}"


def python_encoding(name):
    name = name.lower()
    return _NAMES.get(name, name)
