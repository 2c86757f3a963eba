import re

LOG = """\
10.0.0.1 GET /index.html 200
10.0.0.2 GET /missing 404
10.0.0.1 POST /form 500
10.0.0.3 GET /index.html 200
"""


def lines(text):
    yield from text.splitlines()


def parsed(source):
    pattern = re.compile(r"(?P<host>\S+) (?P<method>\w+) (?P<path>\S+) (?P<status>\d+)")
    for line in source:
        if match := pattern.match(line):
            yield match.groupdict()


def with_status(source, test):
    return (entry for entry in source if test(int(entry["status"])))


for entry in with_status(parsed(lines(LOG)), lambda status: status >= 400):
    print(entry["host"], entry["path"], entry["status"])
print(sum(1 for _ in parsed(lines(LOG))))
