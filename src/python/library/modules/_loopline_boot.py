"""Makes the interpreter ready for a program, and runs it. It is run before any other module is imported."""

import _codecs
import _frozen_importlib
import _loopline
import builtins
import sys
import time

import _thread

_thread._begin(_loopline, sys)

import _limits
import _loopline_outdated
import _packs
import _rounds

_rounds.begin(_thread._round)

# The date at which every program begins, in seconds: midnight, 1 January 2026, UTC.
EPOCH = 1_767_225_600

CO_GENERATOR = 0x20
CO_COROUTINE = 0x80
CO_ASYNC_GENERATOR = 0x200
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


def _class_of_streams(stream):
    import io

    return io.TextIOWrapper


class Output:
    """Standard output or standard error, whose text goes to the record line by line."""

    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None
    closed = False
    line_buffering = True
    # What programs ask for before they reconfigure it.
    __class__ = property(_class_of_streams)

    def __init__(self, name, number):
        self.name = name
        self.mode = "w"
        self._number = number
        self._bytes = None

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _thread._write(self._number, text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        return self._number

    @property
    def buffer(self):
        """The same as a stream of bytes."""
        if self._bytes is None:
            import _files

            self._bytes = _files.Standard(self._number)
        return self._bytes

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        """Notes how the text is encoded, which makes no difference to a record of texts."""
        if encoding is not None:
            import codecs

            codecs.lookup(encoding)
        self.encoding, self.errors = encoding or self.encoding, errors or self.errors


class Input:
    """Standard input: lines that the reader types or has typed."""

    encoding = "utf-8"
    name = "<stdin>"
    mode = "r"
    closed = False
    __class__ = property(_class_of_streams)

    def __init__(self):
        # The rest of a line of which a part was read.
        self._rest = ""
        self._bytes = None

    def readline(self, size=-1, /):
        line, self._rest = self._rest, ""
        if not line:
            come = _loopline.line()
            if come is None:
                return ""
            line = come[0] + "\n"
            if come[1]:
                _thread._write(1, line)
        if size is not None and 0 <= size < len(line):
            line, self._rest = line[:size], line[size:]
        return line

    def read(self, size=-1, /):
        parts, left = [], -1 if size is None else size
        while left:
            part = self.readline(left)
            if not part:
                break
            parts.append(part)
            if left > 0:
                left -= len(part)
        return "".join(parts)

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return False

    def close(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 0

    @property
    def buffer(self):
        """The same as a stream of bytes."""
        if self._bytes is None:
            import io

            import _files

            self._bytes = io.BufferedReader(_files.StandardInput(self))
        return self._bytes

    reconfigure = Output.reconfigure
    errors = "strict"


def ask(prompt="", /):
    """`input`: reads a line of standard input, without its end."""
    sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def sleep(seconds, /):
    """`time.sleep`: lets the program's clock go on while the loop is held."""
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    micros = _loopline.micros(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    # CPython's limit: less than 2 ** 63 nanoseconds.
    if seconds >= 9_223_372_036:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    _thread._wait_until(_loopline.now() + _loopline.wait_length(micros))


def set_the_clock():
    """Has `time` read the program's own clock. The native functions that read the machine's trap in wasm."""

    def monotonic_ns():
        return _loopline.look() * 1000

    def now():
        return EPOCH + _loopline.time()

    def time_ns():
        return EPOCH * 1_000_000_000 + _loopline.look() * 1000

    def get_clock_info(name, /):
        if name not in ("monotonic", "perf_counter", "process_time", "thread_time", "time"):
            raise ValueError("unknown clock")
        info = type(sys.implementation)()
        info.implementation = "loopline"
        info.monotonic = name != "time"
        info.adjustable = False
        info.resolution = 1e-6
        return info

    def of_now(function):
        def at(seconds=None, /):
            return function(now() if seconds is None else seconds)

        at.__name__ = function.__name__
        return at

    format_time = time.strftime

    def strftime(format, moment=None, /):
        return format_time(format, time.gmtime() if moment is None else moment)

    format_moment = time.asctime

    def asctime(moment=None, /):
        return format_moment(time.gmtime() if moment is None else moment)

    def ctime(seconds=None, /):
        return time.asctime(time.gmtime(seconds))

    now.__name__ = "time"
    monotonic, monotonic_ns = _loopline.time, _loopline.builtin(monotonic_ns)
    time.monotonic = time.perf_counter = time.process_time = time.thread_time = monotonic
    time.monotonic_ns = time.perf_counter_ns = time.process_time_ns = time.thread_time_ns = monotonic_ns
    time.gmtime = time.localtime = of_now(time.gmtime)
    time.time = now
    for function in (time.time, time_ns, sleep, get_clock_info, time.gmtime, strftime, asctime, ctime):
        setattr(time, function.__name__, _loopline.builtin(function))
    time.localtime = time.gmtime
    time.timezone, time.altzone, time.daylight, time.tzname = 0, 0, 0, ("UTC", "UTC")
    # `datetime` then uses its version in Python: the native `now` reads the machine's clock too.
    sys.modules["_datetime"] = sys.modules["_zoneinfo"] = None
    set_the_clocks_by_number(now, time_ns, monotonic, monotonic_ns)


def set_the_clocks_by_number(now, time_ns, monotonic, monotonic_ns):
    """Gives `time` the clocks of an operating system, which are two here: that of the day and that of the program."""
    numbers = "REALTIME=0 MONOTONIC=1 PROCESS_CPUTIME_ID=2 THREAD_CPUTIME_ID=3 MONOTONIC_RAW=4 BOOTTIME=7"
    for pair in numbers.split():
        name, number = pair.split("=")
        setattr(time, f"CLOCK_{name}", int(number))

    def clock_gettime(clk_id, /):
        return monotonic() if clk_id else now()

    def clock_gettime_ns(clk_id, /):
        return monotonic_ns() if clk_id else time_ns()

    def clock_getres(clk_id, /):
        return 1e-6

    def clock_settime(clk_id, value, /):
        raise PermissionError(1, "Operation not permitted")

    def clock_settime_ns(clk_id, value, /):
        raise PermissionError(1, "Operation not permitted")

    def tzset():
        pass

    for function in (clock_gettime, clock_gettime_ns, clock_getres, clock_settime, clock_settime_ns, tzset):
        setattr(time, function.__name__, _loopline.builtin(function))


def help(*args):
    raise NotImplementedError(_limits.NO_HELP)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    import _files

    return _files.open(file, mode, buffering, encoding, errors, newline, closefd, opener)


def exit(code=None):
    raise SystemExit(code)


# The built-in names and the modules as they are before a program runs. A program may take some away, and its error must
# still be reported.
KEPT = {}
MODULES = sys.modules
KEPT_MODULES = {}


def encoding(name):
    """Finds an encoding that is not built in. The package of encodings is imported when it is first needed."""
    import encodings

    return encodings.search_function(name)


def name_errors():
    """Gives `errno` the names and numbers of Linux: on wasm it has few, and other systems number them otherwise."""
    import errno

    names = """EPERM=1 ENOENT=2 ESRCH=3 EINTR=4 EIO=5 ENXIO=6 E2BIG=7 EBADF=9 ECHILD=10 EAGAIN=11 EWOULDBLOCK=11 ENOMEM=12
        EACCES=13 EFAULT=14 EBUSY=16 EEXIST=17 EXDEV=18 ENODEV=19 ENOTDIR=20 EISDIR=21 EINVAL=22 ENFILE=23 EMFILE=24 ENOTTY=25
        EFBIG=27 ENOSPC=28 ESPIPE=29 EROFS=30 EMLINK=31 EPIPE=32 EDOM=33 ERANGE=34 EDEADLK=35 ENAMETOOLONG=36 ENOSYS=38
        ENOTEMPTY=39 ELOOP=40 EPROTO=71 EOVERFLOW=75 EILSEQ=84 ENOTSOCK=88 EDESTADDRREQ=89 EMSGSIZE=90 EPROTOTYPE=91
        ENOPROTOOPT=92 EPROTONOSUPPORT=93 EOPNOTSUPP=95 ENOTSUP=95 EAFNOSUPPORT=97 EADDRINUSE=98 EADDRNOTAVAIL=99 ENETDOWN=100
        ENETUNREACH=101 ENETRESET=102 ECONNABORTED=103 ECONNRESET=104 ENOBUFS=105 EISCONN=106 ENOTCONN=107 ESHUTDOWN=108
        ETIMEDOUT=110 ECONNREFUSED=111 EHOSTDOWN=112 EHOSTUNREACH=113 EALREADY=114 EINPROGRESS=115 ESTALE=116 ECANCELED=125"""
    for pair in names.split():
        name, number = pair.split("=")
        setattr(errno, name, int(number))
        # Of two names for a number CPython's table has the first.
        errno.errorcode.setdefault(int(number), name)


def boot():
    set_the_clock()
    name_errors()
    sys.stdin, sys.stdout, sys.stderr = Input(), Output("<stdout>", 1), Output("<stderr>", 2)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    sys.path[:] = []
    sys.path_hooks[:] = []
    sys.platform = "linux"
    # The interpreter's own text names the day on which it was built.
    version, own = (".".join(map(str, of[:3])) for of in (sys.version_info, sys.implementation.version))
    sys.version = f"{version} (Loopline, RustPython {own})"
    # There is no such file; `_programs` knows a program by this name.
    sys.executable = "/usr/bin/python3"
    builtins.exit = builtins.quit = exit
    builtins.input = ask
    builtins.help = help
    # With `importlib`'s own function in this place the interpreter finds modules that are imported already without it.
    builtins.__import__ = _frozen_importlib.__import__
    builtins.next = _loopline.next
    builtins.sum = _loopline.sum
    builtins.print = _loopline.print
    builtins.open = open
    _codecs.register(encoding)
    sys.meta_path.append(_packs.Finder)
    sys.unraisablehook = sys.__unraisablehook__ = unraisable
    _loopline.patch()
    KEPT.update(builtins.__dict__)
    KEPT_MODULES.update(MODULES)


def put_back():
    """Puts the interpreter's own names back where a program has taken them away."""
    builtins.__dict__.update(KEPT)
    sys.modules = MODULES
    for name, module in KEPT_MODULES.items():
        MODULES.setdefault(name, module)


def unraisable(what, /):
    """`sys.unraisablehook`: reports an error that no code can catch, such as one of a `__del__`."""
    import traceback

    if _loopline.is_over():
        return
    error, place = what.exc_value, what.exc_traceback
    if isinstance(error, RuntimeError) and str(error).endswith(" ignored GeneratorExit") and not place.tb_next:
        # It is no code of the generator's that fails: CPython shows the line at which the generator goes.
        frame = sys._getframe(1)
        place = type(place)(None, frame, -1, frame.f_lineno)
    said = what.err_msg or "Exception ignored in"
    if what.object is not None and not said.endswith(repr(what.object)):
        said = f"{said}: {what.object!r}"
    sys.stderr.write(f"{said}{'' if said.endswith(':') else ':'}\n")
    traceback.print_exception(what.exc_type, error, place)


def status_of(leaving):
    """The exit status for the argument of `sys.exit`."""
    if leaving is None:
        return 0
    if isinstance(leaving, int):
        return leaving & 0xFF
    sys.stderr.write(f"{leaving}\n")
    return 1


def generators_of(code):
    """The code objects of generators inside a code object."""
    for inner in code.co_consts:
        if isinstance(inner, type(code)):
            if inner.co_flags & CO_GENERATOR:
                yield inner
            yield from generators_of(inner)


def watch_generators(code):
    """Has `sys.monitoring` report when a generator of a module begins, goes on, yields and ends."""
    codes = list(generators_of(code))
    if not codes:
        return
    monitoring, tool = sys.monitoring, 4
    events = monitoring.events
    if monitoring.get_tool(tool) is None:
        monitoring.use_tool_id(tool, "loopline")
    monitoring.register_callback(tool, events.PY_START, _loopline.generator_started)
    monitoring.register_callback(tool, events.PY_RESUME, _loopline.generator_resumed)
    monitoring.register_callback(tool, events.PY_YIELD, _loopline.generator_yielded)
    monitoring.register_callback(tool, events.PY_RETURN, _loopline.generator_returned)
    monitoring.register_callback(tool, events.PY_UNWIND, _loopline.function_left)
    monitoring.register_callback(tool, events.PY_THROW, _loopline.error_thrown)
    for code in codes:
        local = events.PY_START | events.PY_RESUME | events.PY_YIELD | events.PY_RETURN
        monitoring.set_local_events(tool, code, local)
    monitoring.set_events(tool, events.PY_UNWIND | events.PY_THROW)
    _loopline.watch_generators(codes, tool)


# The code objects of which the ends of awaits are to be reported, with all that is reported of them then.
_waiting = []


def watch_lines(code):
    """Has `sys.monitoring` report each line of a module, where the run is to be stopped at one of them or values are read. A loop
    of a single line is reported by its jumps. The ends of awaits are reported once a moment is near of which values are read."""
    monitoring, tool = sys.monitoring, 3
    events = monitoring.events
    if monitoring.get_tool(tool) is None:
        monitoring.use_tool_id(tool, "loopline")
    monitoring.register_callback(tool, events.LINE, _loopline.line_begins)
    monitoring.register_callback(tool, events.JUMP, _loopline.line_jumps)
    monitoring.register_callback(tool, events.PY_START, _loopline.frame_begins)
    monitoring.register_callback(tool, events.STOP_ITERATION, _loopline.await_ended)
    monitoring.register_callback(tool, events.PY_RETURN, _loopline.function_returns)
    monitoring.register_callback(tool, events.PY_YIELD, _loopline.generator_yields)
    lines = events.LINE | events.JUMP if _loopline.awaits_lines() else 0
    if _loopline.awaits_returns():
        lines |= events.PY_RETURN
    codes = [code]
    for code in codes:
        codes.extend(inner for inner in code.co_consts if isinstance(inner, type(code)))
        watched = lines if _loopline.can_watch_lines(code) else 0
        # Looked for before its instructions are changed for the lines.
        awaits = events.PY_START | events.STOP_ITERATION if _loopline.knows_awaits(code) else 0
        if code.co_flags & (CO_COROUTINE | CO_GENERATOR):
            awaits |= events.PY_RETURN
        if code.co_flags & CO_ASYNC_GENERATOR:
            awaits |= events.PY_YIELD
        if awaits:
            _waiting.append((code, watched | awaits))
        monitoring.set_local_events(tool, code, watched)
    _loopline.when_awaits_are_read(watch_awaits)


def watch_awaits():
    """Has the ends of awaits reported, of all modules that have come since the last call."""
    for code, watched in _waiting:
        sys.monitoring.set_local_events(3, code, watched)
    _waiting.clear()


def run(source, file, namespace, arguments):
    """Runs a program as `__main__` and returns its exit status."""
    sys.argv = [file, *arguments]
    import _files

    _files.begin()
    import _folder

    _folder.begin(file)
    namespace["__file__"] = file
    _packs.open_for(source)
    import linecache

    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    status = 0
    try:
        code = _rounds.compiled(source, file, PyCF_ALLOW_TOP_LEVEL_AWAIT)
        _loopline_outdated.begin(file, code)
        if _thread._whole is not None:
            import _reachable

            _reachable.begin_program(code, namespace)
        watch_generators(code)
        _waiting.clear()
        if _loopline.is_watched():
            watch_lines(code)
        if code.co_flags & CO_COROUTINE:
            import asyncio

            asyncio.run(eval(code, namespace))
        else:
            exec(code, namespace)
    except SystemExit as leaving:
        status = 1 if _loopline.is_over() else status_of(leaving.code)
    except BaseException as error:
        if _loopline.is_over():
            # Of what follows upon a limit or a deadlock nothing is recorded, nor printed.
            return 1
        _loopline.run_ends(error.__traceback__, namespace)
        put_back()
        status = 130 if isinstance(error, KeyboardInterrupt) else 1
        _loopline.failed(error)
        report(error)
    _loopline.run_ends(None, namespace)
    put_back()
    try:
        finish(namespace)
    except SystemExit as leaving:
        status = 1 if _loopline.is_over() else status_of(leaving.code)
    except BaseException as error:
        if not _loopline.is_over():
            report(error)
    return status


def _times_itself(error):
    """Tells if the text of the file in which an error occurred asks for the time."""
    import linecache

    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    text = "".join(linecache.getlines(traceback.tb_frame.f_code.co_filename)) if traceback else ""
    return any(name in text for name in ("perf_counter", "time.time(", "monotonic(", "process_time", "loop.time("))


def report(error):
    """Reports the error with which the program failed, as the interpreter does."""
    if isinstance(error, SyntaxError) and error.text is None and isinstance(error.lineno, int):
        import linecache

        # An error of the compiler, unlike one of the parser, comes without its line.
        error.text = linecache.getline(error.filename, error.lineno) or None
    if isinstance(error, SyntaxError):
        import _syntax_words

        _syntax_words.improve(error)
    # The outermost frames are this module's; a program that does not compile has no others.
    while error.__traceback__ and error.__traceback__.tb_frame.f_code.co_filename.startswith("<frozen "):
        error.__traceback__ = error.__traceback__.tb_next
    if isinstance(error, ModuleNotFoundError) and error.name:
        error.add_note(_limits.lacking(error.name))
    import traceback

    if isinstance(error, ZeroDivisionError) and not _loopline.is_measured() and _times_itself(error):
        error.add_note(_limits.NO_TIME)

    if sys.excepthook is not sys.__excepthook__:
        try:
            sys.excepthook(type(error), error, error.__traceback__)
            return
        except Exception as other:
            sys.stderr.write("Error in sys.excepthook:\n")
            traceback.print_exception(other)
            sys.stderr.write("\nOriginal exception was:\n")
    traceback.print_exception(error)


def finish(namespace):
    """Does what an interpreter does when a program is over: waits for threads, calls exit functions, drops all objects."""
    import atexit
    import gc

    threading = MODULES.get("threading")
    if threading is None:
        _thread._shutdown()
    else:
        # It ends the pools first.
        threading._shutdown()
    atexit._run_exitfuncs()
    # Streams of the program's own hold what is not written yet.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not isinstance(stream, Output) and not getattr(stream, "closed", False):
            try:
                stream.flush()
            except Exception:
                # As CPython, which has no stream left to say so.
                pass
    for name in [name for name in namespace if not name.startswith("__")]:
        namespace[name] = None
    gc.collect()
