"""Lines of a shell, as `sh -c` runs them: lists, pipes, loops and redirections of the commands in `_commands`, and of Python."""

import os
import posixpath
import re
import sys

import _command_words
import _commands
from _limits import NO_COMMAND, NO_SHELL
from _shell_words import Word, closed, joined, tokens

_ENDS = {"do", "done", "then", "elif", "else", "fi", "}", ")"}
_VARIABLE = r"\$(?:\{(\w+)\}|(\w+|\?|\$))"
# Commands of the shell itself.
_OWN = {"cd", "echo", "exit", "export", ":", "wait", "set", "[", "test"}

SHELLS = {"sh", "bash", "dash", "zsh"}

# Commands of ordinary machines that are not here: a program that starts one is told so.
ELSEWHERE = set(
    """
    apt apt-get awk brew cargo cc chmod chown cmake convert curl dd df diff dig docker du ffmpeg ffprobe file find free g++
    gcc git go gpg gunicorn host htop id ifconfig ip java javac kill killall less ln lsof make man more mysql nc netstat node npm npx
    nslookup openssl perl ping pip pip3 ps psql pytest redis-cli rsync ruby rustc scp sed service sqlite3 ssh stat sudo systemctl tar
    tcpdump telnet timeout top traceroute tty unzip uvicorn vim wget xargs xdg-open yes youtube-dl yt-dlp zip
    """.split()
)


class Shell:
    """A line with its place in it, and the state of the shell that runs it."""

    def __init__(self, text, streams, start_python, arguments=()):
        self.tokens, self.at = tokens(text), 0
        # Those of the whole line.
        self.streams = streams
        # Runs Python with words and streams; returns its status.
        self.start_python = start_python
        self.status = 0
        self.variables = {str(at): word for at, word in enumerate(arguments)}

    # A parsed command is a function of streams that returns a status.

    def parse(self):
        command = self.list(())
        if self.at < len(self.tokens):
            raise NotImplementedError(NO_SHELL)
        return command

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next_name(self):
        token = self.next()
        return token.plain() if isinstance(token, Word) else token

    def expect(self, name):
        if self.next_name() != name:
            raise NotImplementedError(NO_SHELL)
        self.at += 1

    def list(self, ends):
        steps, how = [], ";"
        while True:
            while self.next() in (";", "\n"):
                self.at += 1
            if self.next() is None or self.next_name() in ends:
                break
            steps.append((how, self.pipeline()))
            how = self.next()
            if how == "&" or how == ")" and ")" not in ends:
                raise NotImplementedError(NO_SHELL)
            if how not in ("&&", "||", ";", "\n"):
                break
            self.at += 1

        def run(streams):
            for how, command in steps:
                if how == "&&" and self.status or how == "||" and not self.status:
                    continue
                self.status = command(streams)
            return self.status

        return run

    def pipeline(self):
        negated = self.next_name() == "!"
        self.at += negated
        commands = [self.command()]
        while self.next() == "|":
            self.at += 1
            commands.append(self.command())

        def run(streams):
            read = streams.read
            for at, command in enumerate(commands):
                made = bytearray()
                write = streams.write if at == len(commands) - 1 else made.extend
                status = command(_command_words.Streams(read, write, streams.write_error))
                read = _reader(made)
            return int(not status) if negated else status

        return commands[0] if len(commands) == 1 and not negated else run

    def command(self):
        name = self.next_name()
        if name in ("for", "while", "until", "if", "{", "("):
            self.at += 1
            return self.redirected(getattr(self, f"_{ {'{': 'group', '(': 'group'}.get(name, name) }")(name))
        return self.simple()

    def _group(self, name):
        inner = self.list(("}", ")"))
        self.expect("}" if name == "{" else ")")
        return inner

    def _for(self, _):
        name = self.next_name()
        self.at += 1
        self.expect("in")
        words = []
        while isinstance(self.next(), Word):
            words.append(self.next())
            self.at += 1
        self.at += self.next() in (";", "\n")
        self.expect("do")
        body = self.list(_ENDS)
        self.expect("done")

        def run(streams):
            status = 0
            for value in self.expanded(words):
                self.variables[name] = value
                status = body(streams)
            return status

        return run

    def _while(self, name):
        test = self.list(_ENDS)
        self.expect("do")
        body = self.list(_ENDS)
        self.expect("done")

        def run(streams):
            status = 0
            while (test(streams) == 0) == (name == "while"):
                status = body(streams)
            return status

        return run

    _until = _while

    def _if(self, _):
        test = self.list(_ENDS)
        self.expect("then")
        then = self.list(_ENDS)
        otherwise = None
        if self.next_name() == "elif":
            self.at += 1
            otherwise = self._if(None)
        else:
            if self.next_name() == "else":
                self.at += 1
                otherwise = self.list(_ENDS)
            self.expect("fi")
        return lambda streams: then(streams) if test(streams) == 0 else otherwise(streams) if otherwise else 0

    def _redirections(self):
        """The redirections that come next, as pairs of an operator and a word."""
        found = []
        while isinstance(operator := self.next(), str) and operator not in ("&&", "||", ";", "|", "&", "(", ")", "\n"):
            self.at += 1
            word = None
            if ">&" not in operator:
                word = self.next()
                if not isinstance(word, Word):
                    raise NotImplementedError(NO_SHELL)
                self.at += 1
            found.append((operator, word))
        return found

    def redirected(self, command, redirections=()):
        redirections = [*redirections, *self._redirections()]
        if not redirections:
            return command

        def run(streams):
            read, write, write_error = streams.read, streams.write, streams.write_error
            files = []
            try:
                for operator, word in redirections:
                    if operator.endswith(">&1") or operator.endswith(">&2"):
                        if operator.endswith("1"):
                            write_error = write
                        else:
                            write = write_error
                        continue
                    path = self.expanded([word])[0]
                    if operator == "<":
                        with open(path, "rb") as file:
                            read = _reader(file.read())
                        continue
                    files.append(open(path, "ab" if ">>" in operator else "wb"))
                    put = files[-1].write
                    write = put if operator in (">", ">>", "1>", "1>>", "&>") else write
                    write_error = put if operator in ("2>", "2>>", "&>") else write_error
                return command(_command_words.Streams(read, write, write_error))
            except OSError as error:
                streams.write_error(f"/bin/sh: 1: cannot open {path}: {error.strerror}\n".encode())
                return 2
            finally:
                for file in files:
                    file.close()

        return run

    def simple(self):
        words, redirections = [], []
        while True:
            redirections += self._redirections()
            if not isinstance(self.next(), Word):
                break
            words.append(self.next())
            self.at += 1
        if not words:
            raise NotImplementedError(NO_SHELL)
        name = words[0].plain()
        if name is not None:
            check(posixpath.basename(name))
        return self.redirected(lambda streams: self.execute(self.expanded(words), streams), redirections)

    def expanded(self, words):
        """The words after variables and patterns have been replaced."""
        import glob

        found = []
        for word in words:
            text, pattern = "", False
            bare = "".join(part for part, quote in word.parts if not quote)
            parts = joined(word.parts)
            for part, quote in parts:
                part = part if quote == "'" else self._with_variables(part)
                pattern = pattern or not quote and any(letter in part for letter in "*?[")
                text += part
            if len(parts) == 1 and bare.startswith("$(") and not bare.startswith("$(("):
                found += text.split()
                continue
            matches = sorted(glob.glob(text)) if pattern else []
            if text or not bare.startswith("$") or len(parts) > 1:
                found += matches or [text]
        return found

    def _with_variables(self, text):
        def value(match):
            name = match[1] or match[2]
            if name == "?":
                return str(self.status)
            if name == "$":
                return str(os.getpid())
            return self.variables.get(name, os.environ.get(name, ""))

        def output(line):
            made = bytearray()
            streams = _command_words.Streams(lambda count: b"", made.extend, self.streams.write_error)
            inner = Shell(line, streams, self.start_python)
            inner.variables = self.variables
            self.status = inner.parse()(streams)
            return made.decode("utf-8", "surrogateescape").rstrip("\n")

        made = ""
        while (at := text.find("$(")) >= 0:
            until = closed(text, at + 1)
            inner = text[at + 2 : until - 1]
            made += re.sub(_VARIABLE, value, text[:at])
            if inner.startswith("(") and inner.endswith(")"):
                import _shell_numbers

                given = re.sub(_VARIABLE, value, inner[1:-1])
                made += str(_shell_numbers.value(given, lambda name: self.variables.get(name, os.environ.get(name))))
            else:
                made += output(inner)
            text = text[until:]
        return (made + re.sub(_VARIABLE, value, text)).replace("\0", "$")

    def execute(self, words, streams):
        """Runs a command of these words; returns its status."""
        while words and (given := re.fullmatch(r"([A-Za-z_]\w*)=(.*)", words[0], re.DOTALL)):
            self.variables[given[1]] = given[2]
            words = words[1:]
        if not words:
            return 0
        name = posixpath.basename(words[0])
        if name == "exit":
            raise SystemExit(int(words[1]) & 255 if len(words) > 1 else self.status)
        if name in _OWN:
            return self._own(name, words[1:], streams)
        if name in SHELLS and len(words) > 1:
            text, arguments = (words[2], words[3:]) if words[1] == "-c" else (script(words[1]), words[1:])
            try:
                return Shell(text, streams, self.start_python, arguments).parse()(streams)
            except SystemExit as leaving:
                return leaving.code
        if name in _commands.COMMANDS:
            return _commands.COMMANDS[name](words[1:], streams) or 0
        if is_python(words[0]):
            return self.start_python(words, streams)
        streams.write_error(f"/bin/sh: 1: {words[0]}: not found\n".encode())
        return 127

    def _own(self, name, words, streams):
        if name == "cd":
            try:
                os.chdir(words[0] if words else os.environ.get("HOME", "/home"))
            except OSError:
                streams.write_error(f"/bin/sh: 1: cd: can't cd to {words[0]}\n".encode())
                return 2
        elif name == "export":
            for word in words:
                variable, equals, value = word.partition("=")
                os.environ[variable] = value if equals else self.variables.get(variable, "")
        elif name == "echo":
            # The shell's own knows no -e, and replaces escapes.
            end = b"" if words[:1] == ["-n"] else b"\n"
            text = " ".join(words[1:] if not end else words)
            streams.write(_command_words.unescaped(text).encode("utf-8", "surrogateescape") + end)
        elif name in ("[", "test"):
            return _test([word for word in words if word != "]"])
        return 0


def script(path):
    """The lines of a file."""
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        # As the shell says it, which has status 2 then.
        return f"echo 'sh: 0: cannot open {path}: No such file' >&2; exit 2"


def _test(words):
    if len(words) == 2 and words[0] in ("-f", "-d", "-e", "-z", "-n"):
        of = {"-f": os.path.isfile, "-d": os.path.isdir, "-e": os.path.exists, "-z": lambda text: not text, "-n": bool}
        return int(not of[words[0]](words[1]))
    if len(words) == 3:
        left, operator, right = words
        if operator in ("=", "==", "!="):
            return int((left == right) == (operator == "!="))
        if operator in ("-eq", "-ne", "-lt", "-le", "-gt", "-ge"):
            return int(not getattr(int(left), f"__{operator[1:]}__")(int(right)))
    raise NotImplementedError(NO_SHELL)


def _reader(data):
    """A function that reads bytes, all of them for -1."""
    import io

    return io.BytesIO(bytes(data)).read


def is_python(word):
    name = posixpath.basename(word)
    return word == sys.executable or bool(re.fullmatch(r"python(3(\.\d+)?)?", name))


def check(name):
    """Raises an error for a command that ordinary machines have, and this one has not."""
    if name in ELSEWHERE:
        raise NotImplementedError(NO_COMMAND.format(name=name))
