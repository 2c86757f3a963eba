import re

text = "Ann <ann@example.com>, Bob <bob@example.org>; +49 30 123456"
print(re.findall(r"<(\w+)@([\w.]+)>", text))
print(re.sub(r"\d+", lambda m: f"[{len(m[0])}]", text))
print(re.split(r"[,;]\s*", text))
match = re.search(r"(?P<user>\w+)@(?P<host>\S+?)>", text)
print(match.group("user"), match.groupdict(), match.span(), match.start("host"))
print(re.fullmatch(r"a+b?", "aaab") is not None, re.match("b", "ab"))
pattern = re.compile(
    r"""
    (?P<year>\d{4})-   # the year
    (?P<month>\d{2})
    """,
    re.VERBOSE,
)
print([m.groups() for m in pattern.finditer("2024-05 and 1999-12")])
print(re.sub(r"(?i)HELLO", "bye", "Hello hello"), re.escape("a.b*c"))
print(re.findall(r"(?<=\$)\d+(?!\d|%)", "$12 $30% $456"), re.split(r"(-)", "a-b-c"))
try:
    re.compile("(unclosed")
except re.error as error:
    print(error)
