"""Starts programs, as `subprocess` does: each runs in a process of `_processes`."""

import io
import os
import posixpath
import sys
import types

import _command_words
import _commands
import _files
import _folder
import _loopline
import _processes
import _rounds
import _process_threads
import _shell
import _thread

from _program_words import program_of
from subprocess import DEVNULL, PIPE, STDOUT, CalledProcessError, CompletedProcess, TimeoutExpired


class _Sender(io.RawIOBase):
    """The end of a pipe into which is written."""

    def __init__(self, channel, name, closed=None):
        self._channel, self.name, self.mode = channel, name, "wb"
        # Called when it is closed.
        self._then = closed

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        if data:
            self._channel.put(data)
        return len(data)

    def fileno(self):
        return self.name

    def close(self):
        if not self.closed:
            super().close()
            self._channel.close()
            if self._then is not None:
                self._then()


class _Receiver(io.RawIOBase):
    """The end of a pipe from which is read."""

    def __init__(self, channel, name, before=None):
        self._channel, self.name, self.mode = channel, name, "rb"
        self._rest = b""
        # Called before it is read.
        self._before = before

    def readable(self):
        return True

    def readinto(self, buffer):
        if self._before is not None:
            self._before()
        if not self._rest:
            self._channel.wait(ends=True)
            if not self._channel.items:
                return 0
            self._rest = self._channel.take()
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def fileno(self):
        return self.name


class _Nowhere(io.RawIOBase):
    def readable(self):
        return True

    writable = readable

    def readinto(self, buffer):
        return 0

    def write(self, data):
        return len(bytes(data))


class Popen:
    """A program that is started."""

    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
        shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
        start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
        text=None, umask=-1, pipesize=-1, process_group=None,
    ):
        self.args = args
        program = program_of(args, shell, executable)
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self.encoding, self.errors = encoding or "utf-8", errors or "strict"
        if cwd is not None and _files.find(cwd).entries is None:
            raise _files.failed(20, cwd)
        before = _thread._process.streams if _thread._process else (None, None, None)
        self.stdin = self.stdout = self.stderr = None
        self._channels = []
        streams = [self._stream(number, asked, before[number]) for number, asked in enumerate((stdin, stdout, stderr))]
        if stderr == STDOUT:
            streams[2] = streams[1]
        process = self._process = _processes.Process(streams, program.unbuffered)
        if streams[0] is None:
            process.set("sys", "stdin", sys.__stdin__)
        if start_new_session or process_group is not None:
            process.group = process_group or process.pid
        process.is_python = program.kind not in ("command", "shell")
        if env is not None:
            process.set("os", "environ", {os.fsdecode(name): os.fsdecode(value) for name, value in env.items()})
        if cwd is not None:
            process.set("_files", "folder", _files.whole(cwd))
        process.set("sys", "argv", program.arguments)
        self._child = _processes.Child(process)
        self._child.end = self._end
        self.pid = process.pid
        for channel in self._channels:
            channel.open()
        self._status, self._handle, self._at_first = 1, None, preexec_fn
        self._program, self._plan = program, _process_threads.plan()
        # One that runs whole finds all its input when it begins.
        self._is_held_back = _thread._whole is not None and bool(self.stdin)
        if self._is_held_back:
            _loopline.hold_back(1)
        else:
            self.begin()

    def begin(self):
        """Starts the program, unless that is done."""
        program, self._program = self._program, None
        if program is not None:
            if self._is_held_back:
                _loopline.hold_back(-1)
            self._handle = _process_threads.start_in(
                self._process, program.name, lambda handle: self._run(program), self._done, True, self._plan
            )

    def _stream(self, number, asked, inherited):
        """What a program has for a standard stream, and the other end of it if that is a pipe."""
        if asked is None or asked == STDOUT:
            return inherited
        if asked == DEVNULL:
            return _Nowhere()
        if asked == PIPE:
            channel = _processes.Channel()
            if number == 0:
                channel.open()
                self.stdin = self._opened(io.BufferedWriter(_Sender(channel, 0, self.begin)))
            else:
                self._channels.append(channel)
                stream = self._opened(io.BufferedReader(_Receiver(channel, number, self.begin)))
                setattr(self, "stdout" if number == 1 else "stderr", stream)
            return channel
        raw = getattr(getattr(asked, "buffer", asked), "raw", None)
        if isinstance(raw, (_Receiver, _Sender)):
            # The end of another program's pipe, as in `stdin=first.stdout`.
            if isinstance(raw, _Sender):
                self._channels.append(raw._channel)
            elif raw._before is not None:
                raw._before()
            return raw._channel
        number = asked if isinstance(asked, int) else asked.fileno()
        return None if number in (0, 1, 2) else _files.Shared(_files.by_number(number))

    def _opened(self, binary):
        if not self.text_mode:
            return binary
        return io.TextIOWrapper(binary, self.encoding, self.errors, write_through=True)

    def _run(self, program):
        return _processes.in_new_context(self._run_here, program)

    def _run_here(self, program):
        raised = None
        self._process.attach()
        try:
            self._status = 0
            if self._at_first is not None:
                self._at_first()
            run_program(program)
        except BaseException as error:
            raised = None if isinstance(error, SystemExit) else error
            self._status = _processes.status_of(error)
        try:
            self._process.finish()
        except BaseException as error:
            _processes.report(error)
        return self._status, raised

    def _done(self):
        for channel in self._channels:
            channel.close()
        self._child.ended(self._status)

    def _end(self, status):
        self.begin()
        if self._child.returncode is None:
            _process_threads.end_at_once(self._handle)
            self._status = status
            self._done()

    @property
    def returncode(self):
        return self._child.returncode

    def poll(self):
        self.begin()
        return self._child.poll()

    def wait(self, timeout=None):
        self.begin()
        status = self._child.wait(timeout)
        if status is None:
            raise TimeoutExpired(self.args, timeout)
        return status

    def communicate(self, input=None, timeout=None):
        if self.stdin and not self.stdin.closed:
            if input:
                self.stdin.write(input)
            self.stdin.close()
        self.begin()
        until = _processes.until(timeout)
        for channel in self._channels:
            if not _process_threads.wait_for(lambda: not channel.senders, until, channel.waits):
                raise TimeoutExpired(self.args, timeout)
        output = [stream and stream.read() for stream in (self.stdout, self.stderr)]
        if self._child.wait(timeout) is None:
            raise TimeoutExpired(self.args, timeout)
        return tuple(output)

    def send_signal(self, sig):
        self.begin()
        self._child.send(int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream:
                stream.close()
        self.wait()

    def __repr__(self):
        return f"<Popen: returncode: {self.returncode} args: {self.args!r}>"


def run_program(program):
    """Runs a program as `__main__` in the process that runs."""
    if program.kind in ("command", "shell"):
        raise SystemExit(_run_command(program))
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    if program.kind == "m":
        import runpy

        sys.path.insert(0, os.getcwd())
        runpy.run_module(program.what, run_name="__main__", alter_sys=True)
        return
    file, folder = ("<string>", os.getcwd()) if program.kind == "c" else ("<stdin>", os.getcwd())
    if program.kind == "file":
        path = _files.whole(program.what)
        node = _folder.node_at(path)
        if node is None or node.entries is not None:
            why = _files.failed(2, None).strerror
            sys.stderr.write(f"{sys.executable}: can't open file {path!r}: [Errno 2] {why}\n")
            raise SystemExit(2)
        file, folder = _folder.shown(path), posixpath.dirname(path)
        source = _folder.Loader("__main__", path).get_source()
        module.__file__ = program.what
    else:
        source = program.what if program.kind == "c" else sys.stdin.read()
    sys.path[:] = [folder]
    import linecache

    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    _loopline.module_loaded(file, source)
    exec(_rounds.compiled(source, file, 0), module.__dict__)


def _run_command(program):
    """Runs a command, or a line of a shell; returns its status."""
    streams = _standard_streams()
    try:
        if program.kind == "shell":
            return _shell.Shell(program.what, streams, _python_in_shell, program.arguments).parse()(streams)
        return _commands.COMMANDS[program.what](program.arguments[1:], streams) or 0
    except NotImplementedError as error:
        # A command is here, but not with these words.
        streams.write_error(f"{error}\n".encode())
        return 2


class _StandardStreams(_command_words.Streams):
    """The standard streams of the process that runs, for a command."""


def _standard_streams():
    def read(count):
        binary = getattr(sys.stdin, "buffer", None)
        if binary is not None:
            return binary.read() if count < 0 else binary.read1(count)
        return (sys.stdin.read() if count < 0 else sys.stdin.readline()).encode()

    def writer(stream):
        binary = getattr(stream, "buffer", None)

        def write(data):
            if binary is None:
                stream.write(data.decode("utf-8", "backslashreplace"))
            else:
                binary.write(data)
                binary.flush()

        return write

    return _StandardStreams(read, writer(sys.stdout), writer(sys.stderr))


def _python_in_shell(words, streams):
    """Runs Python in a line of a shell; returns its status."""
    if isinstance(streams, _StandardStreams):
        return Popen(words).wait() & 255
    with Popen(words, stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        output, errors = process.communicate(b"")
    streams.write(output)
    streams.write_error(errors)
    return process.returncode & 255


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout)
        except BaseException:
            process.kill()
            raise
        status = process.poll()
    if check and status:
        raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, popenargs[0] if popenargs else kwargs["args"])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def list2cmdline(seq):
    """Words as a line of Windows: those with blanks in quotes, a quote and the backslashes before it behind backslashes."""
    import re

    words = []
    for word in map(os.fsdecode, seq):
        quotes = not word or " " in word or "\t" in word
        word = re.sub(r'(\\*)"', r'\1\1\\"', word)
        words.append('"' + re.sub(r"(\\+)$", r"\1\1", word) + '"' if quotes else word)
    return " ".join(words)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as error:
        data, status = error.output, error.returncode
    return status, data.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def system(command):
    """`os.system`."""
    status = call(command, shell=True)
    return -status if status < 0 else status << 8


class _Popened(io.TextIOWrapper):
    """What `os.popen` returns: a pipe from or to a program, which is waited for when it is closed."""

    def __init__(self, process, stream):
        super().__init__(stream)
        self._process = process

    def close(self):
        super().close()
        status = self._process.wait()
        return None if status == 0 else -status if status < 0 else status << 8


def popen(cmd, mode="r", buffering=-1):
    """`os.popen`."""
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    process = Popen(cmd, shell=True, **{"stdout" if mode == "r" else "stdin": PIPE})
    return _Popened(process, process.stdout or process.stdin)
