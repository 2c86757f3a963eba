"""Commands over texts: of files, and of what comes from other commands."""

from _command_words import options_of, unescaped, unknown


def _contents(name, paths, streams):
    """The bytes of each file, or of standard input, with its path; reports those that cannot be read."""
    for path in paths or ["-"]:
        if path == "-":
            yield path, streams.read(-1)
            continue
        try:
            with open(path, "rb") as file:
                yield path, file.read()
        except OSError as error:
            streams.fail(name, f"{path}: {error.strerror}")
            yield path, None


def cat(words, streams):
    options = options_of(words, "nu")
    if options is None:
        unknown("cat")
    letters, _, paths = options
    status = number = 0
    if not letters - {"u"} and (not paths or paths == ["-"]):
        # As it comes, for a program that talks with it.
        while data := streams.read(1 << 16):
            streams.write(data)
        return 0
    for _, data in _contents("cat", paths, streams):
        if data is None:
            status = 1
        elif "n" in letters:
            for line in data.splitlines(keepends=True):
                number += 1
                streams.write(b"%6d\t%s" % (number, line))
        else:
            streams.write(data)
    return status


def count(words, streams):
    options = options_of(words, "lwc")
    if options is None:
        unknown("wc")
    letters, _, paths = options
    status, rows = 0, []
    for path, data in _contents("wc", paths, streams):
        if data is None:
            status = 1
            continue
        counts = {"l": data.count(b"\n"), "w": len(data.split()), "c": len(data)}
        rows.append(([counts[letter] for letter in "lwc" if letter in (letters or "lwc")], "" if path == "-" else path))
    if len(paths) > 1:
        rows.append(([sum(column) for column in zip(*(row for row, _ in rows))], "total"))
    width = max((len(str(number)) for row, _ in rows for number in row), default=1)
    if not paths and len(letters) != 1:
        width = 7
    if len(letters) == 1 and len(rows) == 1:
        width = 1
    for row, path in rows:
        streams.say(" ".join(f"{number:{width}}" for number in row) + (f" {path}" if path else "") + "\n")
    return status


def part(name, choose):
    def command(words, streams):
        # Also as in `head -3`.
        words = [f"-n{word[1:]}" if word[:1] == "-" and word[1:].isdigit() else word for word in words]
        options = options_of(words, "q", "n")
        if options is None:
            unknown(name)
        _, values, paths = options
        count, status = int(values.get("n", 10)), 0
        for at, (path, data) in enumerate(_contents(name, paths, streams)):
            if data is None:
                status = 1
                continue
            if len(paths) > 1:
                streams.say(("\n" if at else "") + f"==> {path} <==\n")
            streams.write(b"".join(choose(data.splitlines(keepends=True), count)))
        return status

    return command


def _lines_of(name, words, streams, known, valued=""):
    options = options_of(words, known, valued)
    if options is None:
        unknown(name)
    letters, values, paths = options
    lines, status = [], 0
    for _, data in _contents(name, paths, streams):
        if data is None:
            status = 2
        else:
            lines += data.splitlines()
    return letters, values, lines, status


def sort(words, streams):
    letters, _, lines, status = _lines_of("sort", words, streams, "rnu")

    def number(line):
        digits = line.strip().split()[:1]
        try:
            return float(digits[0]) if digits else 0
        except ValueError:
            return 0

    lines.sort(key=(lambda line: (number(line), line)) if "n" in letters else None, reverse="r" in letters)
    if "u" in letters:
        lines = list(dict.fromkeys(lines))
    streams.write(b"".join(line + b"\n" for line in lines))
    return status


def uniq(words, streams):
    letters, _, lines, status = _lines_of("uniq", words, streams, "c")
    import itertools

    for line, group in itertools.groupby(lines):
        count = sum(1 for _ in group)
        streams.write((b"%7d " % count if "c" in letters else b"") + line + b"\n")
    return status


def grep(words, streams):
    import re

    options = options_of(words, "ivncE")
    if options is None or not options[2]:
        unknown("grep")
    letters, _, (pattern, *paths) = options
    found, status = 0, 0
    test = re.compile(pattern.encode(), re.IGNORECASE if "i" in letters else 0)
    for path, data in _contents("grep", paths, streams):
        if data is None:
            status = 2
            continue
        before = f"{path}:".encode() if len(paths) > 1 else b""
        count = 0
        for number, line in enumerate(data.splitlines(), 1):
            if (test.search(line) is None) == ("v" in letters):
                count += 1
                if "c" not in letters:
                    streams.write(before + (b"%d:" % number if "n" in letters else b"") + line + b"\n")
        if "c" in letters:
            streams.write(before + b"%d\n" % count)
        found += count
    return status or (0 if found else 1)


def translate(words, streams):
    options = options_of(words, "d")
    if options is None:
        unknown("tr")
    letters, _, sets = options

    def letters_of(text):
        made, at = "", 0
        text = unescaped(text.replace("[:lower:]", "a-z").replace("[:upper:]", "A-Z"))
        while at < len(text):
            if text[at + 1 : at + 2] == "-" and at + 2 < len(text):
                made += "".join(map(chr, range(ord(text[at]), ord(text[at + 2]) + 1)))
                at += 3
            else:
                made += text[at]
                at += 1
        return made

    sets = [letters_of(text) for text in sets]
    text = streams.read(-1).decode("utf-8", "surrogateescape")
    if "d" in letters:
        text = text.translate(dict.fromkeys(map(ord, sets[0])))
    else:
        text = text.translate(str.maketrans(sets[0], sets[1].ljust(len(sets[0]), sets[1][-1])[: len(sets[0])]))
    streams.say(text)
    return 0


def tee(words, streams):
    options = options_of(words, "a")
    if options is None:
        unknown("tee")
    letters, _, paths = options
    data = streams.read(-1)
    streams.write(data)
    for path in paths:
        with open(path, "ab" if "a" in letters else "wb") as file:
            file.write(data)
    return 0


def gzip(words, streams):
    options = options_of([word for word in words if not word[1:].isdigit()], "cdk")
    if options is None or options[2]:
        unknown("gzip")
    import gzip as archives

    data = streams.read(-1)
    streams.write(archives.decompress(data) if "d" in options[0] else archives.compress(data, mtime=0))
    return 0


def cut(words, streams):
    options = options_of(words, "s", "dfc")
    if options is None or ("f" in options[1]) == ("c" in options[1]):
        unknown("cut")
    letters, values, paths = options
    of_fields = "f" in values
    between = values.get("d", "\t").encode()
    wanted, status = _ranges(values["f" if of_fields else "c"]), 0
    for _, data in _contents("cut", paths, streams):
        if data is None:
            status = 1
            continue
        for line in data.splitlines():
            if of_fields and between not in line:
                if "s" not in letters:
                    streams.write(line + b"\n")
                continue
            parts = line.split(between) if of_fields else [line[at : at + 1] for at in range(len(line))]
            kept = [part for at, part in enumerate(parts, 1) if any(first <= at <= last for first, last in wanted)]
            streams.write((between if of_fields else b"").join(kept) + b"\n")
    return status


def _ranges(text):
    """The pairs of a first and a last number in a list such as `1,3-5,7-`."""
    found = []
    for each in text.split(","):
        first, dash, last = each.partition("-")
        found.append((int(first or 1), int(last or 1 << 30) if dash else int(first)))
    return found
