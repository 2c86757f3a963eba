"""Commands of a shell that courses start as other programs, over the folder in memory. Each is called with its words and its
standard streams, and returns its status; what GNU's commands print of the same words is what these print."""

import os
import posixpath
import sys
import time

import _text_commands
from _command_words import options_of, try_help, unescaped, unknown


def _echo(words, streams):
    words, end = list(words), "\n"
    escapes = False
    while words and len(words[0]) > 1 and words[0][0] == "-" and not words[0][1:].strip("neE"):
        option = words.pop(0)
        end = "" if "n" in option else end
        escapes = "e" in option or escapes and "E" not in option
    text = " ".join(words)
    streams.say((unescaped(text) if escapes else text) + end)
    return 0


def _printf(words, streams):
    if not words:
        return streams.fail("printf", "missing operand", 1)
    format, words = unescaped(words[0]), list(words[1:])
    pieces = format.replace("%%", "\0").split("%")
    while True:
        made = [pieces[0]]
        for piece in pieces[1:]:
            flags = piece[: len(piece) - len(piece.lstrip("-+ 0123456789."))]
            kind, after = piece[len(flags) : len(flags) + 1], piece[len(flags) + 1 :]
            value = words.pop(0) if words else ""
            if kind not in tuple("sdifc"):
                unknown("printf")
            if kind in "dif":
                value = (float if kind == "f" else int)(value or 0)
            made.append(f"%{flags}{kind}" % value + after)
        streams.say("".join(made).replace("\0", "%"))
        if not words or len(pieces) == 1:
            return 0


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _sleep(words, streams):
    if not words:
        streams.fail("sleep", "missing operand")
        return try_help(streams, "sleep")
    total = 0
    for word in words:
        number, unit = (word[:-1], word[-1]) if word[-1:] in _UNITS else (word, "s")
        try:
            total += float(number) * _UNITS[unit]
        except ValueError:
            streams.fail("sleep", f"invalid time interval ‘{word}’")
            return try_help(streams, "sleep")
    if total > 0:
        time.sleep(total)
    return 0


def _size_and_time(entry):
    status = os.stat(entry)
    moment = time.strftime("%b %e %H:%M", time.gmtime(status.st_mtime))
    kind = "d" if os.path.isdir(entry) else "-"
    rights = "".join(letter if status.st_mode >> 8 - at & 1 else "-" for at, letter in enumerate("rwxrwxrwx"))
    return f"{kind}{rights} {1 if kind == '-' else 2} student student {status.st_size} {moment}"


def _ls(words, streams):
    options = options_of(words, "laAh1ptrFd")
    if options is None:
        unknown("ls")
    letters, _, paths = options
    status, files, folders = 0, [], []
    for path in sorted(paths or ["."]):
        if not os.path.exists(path):
            status = 2
            streams.write_error(f"ls: cannot access '{path}': No such file or directory\n".encode())
        elif os.path.isdir(path) and "d" not in letters:
            folders.append(path)
        else:
            files.append(path)

    def show(folder, entries):
        if "t" in letters:
            entries.sort(key=lambda entry: -os.stat(posixpath.join(folder, entry)).st_mtime)
        if "r" in letters:
            entries.reverse()
        for entry in entries:
            whole = posixpath.join(folder, entry)
            mark = "/" if letters & {"F", "p"} and os.path.isdir(whole) else ""
            streams.say((f"{_size_and_time(whole)} " if "l" in letters else "") + entry + mark + "\n")

    show("", files)
    for at, folder in enumerate(folders):
        if len(folders) > 1 or files or len(paths) > 1:
            streams.say(("\n" if at or files else "") + f"{folder}:\n")
        entries = sorted(os.listdir(folder))
        if "a" not in letters:
            entries = [entry for entry in entries if not entry.startswith(".")]
        else:
            entries = [".", "..", *entries]
        if "l" in letters:
            streams.say(f"total {sum(-(-os.stat(posixpath.join(folder, entry)).st_size // 4096) * 4 for entry in entries)}\n")
        show(folder, entries)
    return status


def _pwd(words, streams):
    streams.say(os.getcwd() + "\n")
    return 0


def _date(words, streams):
    form = "%a %b %e %H:%M:%S UTC %Y"
    for word in words:
        if word.startswith("+"):
            form = word[1:]
        elif word not in ("-u", "--utc"):
            unknown("date")
    streams.say(time.strftime(form.replace("%s", str(int(time.time()))), time.gmtime()) + "\n")
    return 0


def _env(words, streams):
    if words:
        unknown("env")
    for name, value in os.environ.items():
        streams.say(f"{name}={value}\n")
    return 0


def _seq(words, streams):
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        unknown("seq")
    if not 1 <= len(numbers) <= 3:
        unknown("seq")
    first = numbers[0] if len(numbers) > 1 else 1
    step = numbers[1] if len(numbers) == 3 else 1
    for number in range(first, numbers[-1] + (1 if step > 0 else -1), step):
        streams.say(f"{number}\n")
    return 0


def _each_path(name, known, act):
    """A command that does the same with each of its paths."""

    def command(words, streams):
        options = options_of(words, known)
        if options is None:
            unknown(name)
        letters, _, paths = options
        if not paths:
            streams.fail(name, "missing file operand" if name == "touch" else "missing operand")
            return try_help(streams, name)
        status = 0
        for path in paths:
            try:
                act(path, letters)
            except OSError as error:
                what = {"mkdir": "cannot create directory ‘{}’", "touch": "cannot touch '{}'", "rmdir": "failed to remove '{}'"}.get(name, "cannot remove '{}'")
                status = streams.fail(name, f"{what.format(path)}: {error.strerror}")
        return status

    return command


def _make_folder(path, letters):
    os.makedirs(path, exist_ok=True) if "p" in letters else os.mkdir(path)


def _touch(path, letters):
    with open(path, "ab"):
        os.utime(path)


def _remove(path, letters):
    if "f" in letters and not os.path.lexists(path):
        return
    if os.path.isdir(path) and letters & {"r", "R"}:
        import shutil

        shutil.rmtree(path)
    elif os.path.isdir(path):
        raise IsADirectoryError(21, "Is a directory")
    else:
        os.remove(path)


def _move(name, act):
    def command(words, streams):
        options = options_of(words, "fr")
        if options is None or len(options[2]) != 2:
            unknown(name)
        _, _, (source, target) = options
        if not os.path.exists(source):
            return streams.fail(name, f"cannot stat '{source}': No such file or directory")
        if os.path.isdir(target):
            target = posixpath.join(target, posixpath.basename(source))
        import shutil

        act(shutil, source, target)
        return 0

    return command


def _which(words, streams):
    status = 0
    for word in words:
        if word in COMMANDS:
            streams.say(f"/bin/{word}\n")
        elif posixpath.basename(sys.executable) == word or word in ("python", "python3"):
            streams.say(f"{sys.executable}\n")
        else:
            status = 1
    return status


def _uname(words, streams):
    options = options_of(words, "asnrm")
    if options is None:
        unknown("uname")
    parts = os.uname()
    shown = "snrvm" if "a" in options[0] else "".join(letter for letter in "snrm" if letter in (options[0] or "s"))
    streams.say(" ".join(parts["snrvm".index(letter)] for letter in shown) + "\n")
    return 0


def _constant(text):
    def command(words, streams):
        streams.say(text() + "\n")
        return 0

    return command


COMMANDS = {
    "basename": lambda words, streams: streams.say(posixpath.basename(words[0]) + "\n") or 0,
    "cat": _text_commands.cat,
    "clear": lambda words, streams: streams.say("\x1b[H\x1b[2J\x1b[3J") or 0,
    "cp": _move("cp", lambda shutil, source, target: (shutil.copytree if os.path.isdir(source) else shutil.copy)(source, target)),
    "cut": _text_commands.cut,
    "date": _date,
    "dirname": lambda words, streams: streams.say((posixpath.dirname(words[0]) or ".") + "\n") or 0,
    "echo": _echo,
    "env": _env,
    "false": lambda words, streams: 1,
    "grep": _text_commands.grep,
    "gzip": _text_commands.gzip,
    "head": _text_commands.part("head", lambda lines, count: lines[:count]),
    "hostname": _constant(lambda: os.uname().nodename),
    "ls": _ls,
    "mkdir": _each_path("mkdir", "p", _make_folder),
    "mv": _move("mv", lambda shutil, source, target: shutil.move(source, target)),
    "nproc": _constant(lambda: str(os.cpu_count())),
    "printf": _printf,
    "pwd": _pwd,
    "rm": _each_path("rm", "rRf", _remove),
    "rmdir": _each_path("rmdir", "", lambda path, letters: os.rmdir(path)),
    "seq": _seq,
    "sleep": _sleep,
    "sort": _text_commands.sort,
    "tail": _text_commands.part("tail", lambda lines, count: lines[-count:] if count else []),
    "tee": _text_commands.tee,
    "touch": _each_path("touch", "", _touch),
    "tr": _text_commands.translate,
    "true": lambda words, streams: 0,
    "uname": _uname,
    "uniq": _text_commands.uniq,
    "wc": _text_commands.count,
    "which": _which,
    "whoami": _constant(os.getlogin),
}
