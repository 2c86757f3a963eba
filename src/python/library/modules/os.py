"""`os` without an operating system: paths, the environment, and the folder in memory (`_files`)."""

import abc
import sys
import stat as st
from _collections_abc import MutableMapping
from types import GenericAlias

import posixpath as path
from _operator import itemgetter

from _limits import refuse, refused
from posixpath import altsep, curdir, defpath, devnull, extsep, join, pardir, pathsep, sep

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_TRUNC = 0, 1, 2, 1024, 64, 128, 512
O_NOFOLLOW, O_CLOEXEC, O_NONBLOCK, O_NOCTTY, O_SYNC, O_DIRECTORY = 0o400000, 0o2000000, 0o4000, 0o400, 0o4010000, 0o200000
EX_OK = 0
EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_OSFILE = range(64, 73)
EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM, EX_CONFIG = range(73, 79)
WNOHANG, WUNTRACED, WCONTINUED = 1, 2, 8
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
_TIMES = "st_atime_ns st_mtime_ns st_ctime_ns".split()
supports_bytes_environ = False
supports_dir_fd = supports_effective_ids = supports_fd = supports_follow_symlinks = frozenset()

class _Environ(dict):
    """The environment of the program, in memory."""

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"

    def copy(self):
        return dict(self)


environ = _Environ({"HOME": "/home", "LANG": "C.UTF-8", "PATH": "/bin", "PWD": "/home", "TZ": "UTC", "USER": "student"})


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value, /):
    environ[key] = value


def unsetenv(key, /):
    environ.pop(key, None)


def _files():
    """The folder in memory, imported when it is first used: most programs never do."""
    import _files

    return _files


def getcwd():
    return _files().folder


def getcwdb():
    return fsencode(getcwd())


def chdir(path):
    _files().chdir(path)


# The numbers of the process that runs and of its parent: `_processes` has others.
_pid, _ppid = 1, 0


def getpid():
    return _pid


def getppid():
    return _ppid


def getlogin():
    return "student"


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def kill(pid, signal, /):
    if pid != getpid():
        processes = sys.modules.get("_processes")
        if processes and pid == 1:
            # The program's own process, of which this is another.
            sys.modules["_thread"]._interrupts.append(lambda: sys.modules["_signal"]._send(signal))
            return
        child = processes and processes.children.get(pid)
        if not child:
            raise ProcessLookupError(3, "No such process")
        child.send(int(signal))
        return
    import _signal

    _signal._send(signal)


def uname():
    import platform
    from collections import namedtuple

    kind = namedtuple("uname_result", "sysname nodename release version machine", module="posix")
    return kind(platform.system(), platform.node(), platform.release(), platform.version(), platform.machine())


# Processes run beside each other on this many processors, which are the same on every machine.
_PROCESSORS = 4


def cpu_count():
    return _PROCESSORS


process_cpu_count = cpu_count


def _by_programs(name):
    """A function that starts a program: it is in `_programs`, which comes in a pack."""

    def function(*args, **options):
        import _programs

        return getattr(_programs, name)(*args, **options)

    function.__name__ = function.__qualname__ = name
    return function


system, popen = _by_programs("system"), _by_programs("popen")


def waitstatus_to_exitcode(status, /):
    return -(status & 127) if status & 127 else status >> 8


def isatty(fd, /):
    return False


def urandom(size, /):
    import _loopline

    return _loopline.random_bytes(size)


def getrandom(size, flags=0):
    return urandom(size)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    pass


def strerror(code, /):
    import _network

    return _files().message(code) or _network.message(code) or f"Unknown error {code}"


def _exit(status):
    raise SystemExit(status)


def abort():
    _exit(134)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fspath(path, /):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        text = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, "__fspath__"):
            raise
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}") from None
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")


class PathLike(abc.ABC):
    """The file system path protocol."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "__fspath__") if cls is PathLike else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class stat_result(tuple):
    """The attributes of a file: ten numbers by place, and more by name."""

    st_mode, st_ino, st_dev, st_nlink, st_uid, st_gid, st_size = (property(itemgetter(i)) for i in range(7))
    st_blksize, st_blocks = 4096, property(lambda self: -(-self.st_size // 512))
    st_atime, st_mtime, st_ctime = (property(lambda self, name=name: getattr(self, name) / 1e9) for name in _TIMES)

    def __repr__(self):
        names = "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime".split()
        return f"os.stat_result({', '.join(f'{name}={value}' for name, value in zip(names, self))})"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    mode, number, size, accessed, modified = _files().stat(path)
    seconds = [accessed // 10**9, modified // 10**9, modified // 10**9]
    known = stat_result([mode, number, 1, 1, 1000, 1000, size, *seconds])
    known.st_atime_ns, known.st_mtime_ns, known.st_ctime_ns = accessed, modified, modified
    return known


class statvfs_result(tuple):
    """What there is of a file system, here of the folder in memory."""

    f_bsize, f_frsize, f_blocks, f_bfree, f_bavail = (property(itemgetter(i)) for i in range(5))
    f_files, f_ffree, f_favail, f_flag, f_namemax = (property(itemgetter(i)) for i in range(5, 10))
    f_fsid = 1

    def __repr__(self):
        names = "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax"
        return f"os.statvfs_result({', '.join(f'{name}={value}' for name, value in zip(names.split(), self))})"


def statvfs(path, /):
    files = _files()
    files.stat(path)
    size = 4096
    blocks, free = files.MAX_BYTES // size, (files.MAX_BYTES - files.used) // size
    return statvfs_result([size, size, blocks, free, free, blocks, free, free, 0, 255])


fstatvfs = statvfs


def lstat(path, *, dir_fd=None):
    return stat(path)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    try:
        stat(path)
    except OSError:
        return False
    return True


def listdir(path="."):
    names = list(_files().listed(path))
    return [fsencode(name) for name in names] if isinstance(path, bytes) else names


class DirEntry:
    """An entry of a folder, as `scandir` yields it."""

    def __init__(self, folder, name):
        self.name, self.path = name, join(folder, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def inode(self):
        return self.stat().st_ino

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def is_junction(self):
        return False


class _Entries:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    path = fspath(path)
    return _Entries([DirEntry(path, name) for name in listdir(path)])


# CPython's `shutil` asks for it. There are no links here.
_walk_symlinks_as_files = object()


def walk(top, topdown=True, onerror=None, followlinks=False):
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    top = fspath(top)
    folders = [name for name in names if path.isdir(join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def mkdir(path, mode=0o777, *, dir_fd=None):
    _files().mkdir(path)


def makedirs(name, mode=0o777, exist_ok=False):
    above = path.dirname(fspath(name).rstrip("/"))
    if above and not path.isdir(above):
        makedirs(above, mode, True)
    try:
        mkdir(name, mode)
    except FileExistsError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    _files().rmdir(path)


def removedirs(name):
    rmdir(name)
    above = path.dirname(fspath(name).rstrip("/"))
    while above:
        try:
            rmdir(above)
        except OSError:
            return
        above = path.dirname(above)


def remove(path, *, dir_fd=None):
    _files().remove(path)


def unlink(path, *, dir_fd=None):
    _files().remove(path)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _files().rename(src, dst)


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _files().rename(src, dst)


def renames(old, new):
    above = path.dirname(fspath(new))
    if above and not path.isdir(above):
        makedirs(above)
    rename(old, new)
    above = path.dirname(fspath(old))
    if above:
        try:
            removedirs(above)
        except OSError:
            pass


def truncate(path, length):
    with _files().open(path, "r+b") as file:
        file.truncate(length)


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _files().open_number(path, flags)


def _pipes(fd=None):
    """The module for what the network has opened, if the number is of that; it comes in a pack."""
    import _network

    if fd is not None and not _network.kind(fd):
        return None
    import _pipes

    return _pipes


def pipe():
    return _pipes().pipe()


def pipe2(flags, /):
    return _pipes().pipe(flags)


def dup(fd, /):
    if pipes := _pipes(fd):
        return pipes.duplicate(fd)
    return refused("dup", "Second numbers of files are")()


def set_blocking(fd, blocking, /):
    if pipes := _pipes(fd):
        pipes.set_blocking(fd, blocking)
    else:
        fstat(fd)


def get_blocking(fd, /):
    if pipes := _pipes(fd):
        return pipes.get_blocking(fd)
    fstat(fd)
    return True


def get_inheritable(fd, /):
    return False


def set_inheritable(fd, inheritable, /):
    pass


def close(fd):
    (_pipes(fd) or _by_number).close(fd)


def read(fd, length, /):
    if fd == 0:
        return sys.__stdin__.buffer.read1(length)
    return (_pipes(fd) or _by_number).read(fd, length)


class _by_number:
    """Files of the folder by number."""

    def close(fd):
        _files().close_number(fd)

    def read(fd, length):
        return _files().by_number(fd).read(length)


_SYSTEM = {"SC_IOV_MAX": 1024, "SC_PAGESIZE": 4096, "SC_PAGE_SIZE": 4096, "SC_OPEN_MAX": 1024, "SC_NPROCESSORS_ONLN": 4}
sysconf_names = {name: number for number, name in enumerate(_SYSTEM)}


def sysconf(name, /):
    if name not in _SYSTEM:
        raise ValueError("unrecognized configuration name")
    return _SYSTEM[name]


def _get_exports_list(module):
    try:
        return list(module.__all__)
    except AttributeError:
        return [name for name in dir(module) if name[0] != "_"]


def write(fd, data, /):
    if fd in (1, 2):
        stream = sys.__stdout__ if fd == 1 else sys.__stderr__
        stream.write(bytes(data).decode(errors="replace"))
        return len(data)
    if pipes := _pipes(fd):
        return pipes.write(fd, data)
    return _files().by_number(fd).write(data)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _files().find(path).mode = mode & 0o7777


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    node = _files().find(path)
    if ns is None and times is not None:
        ns = [int(moment * 1e9) for moment in times]
    node.accessed, node.modified = ns or (_files()._now(),) * 2


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self.columns}, lines={self.lines})"


def get_terminal_size(fd=1, /):
    return terminal_size((80, 24))


for _name in "fork forkpty execv execve execl execvp spawnv posix_spawn wait waitpid pidfd_open".split():
    globals()[_name] = refused(_name, "Processes of an operating system are")
def lseek(fd, position, whence, /):
    return _files().by_number(fd).seek(position, whence)


def fstat(fd):
    return stat(fd)


def ftruncate(fd, length, /):
    _files().by_number(fd).truncate(length)


def fsync(fd):
    fd if isinstance(fd, int) else fd.fileno()


fdatasync = fsync


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **options):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type, must be an integer")
    return _files().open(fd, mode, buffering, encoding, *args, **options)


def umask(mask, /):
    return 0o022


def sched_getaffinity(pid, /):
    return set(range(_PROCESSORS))


dup2 = refused("dup2", "Second numbers of files are")
for _name in "link symlink readlink chown chroot mkfifo mknod".split():
    globals()[_name] = refused(_name, "Links and owners of files are")
del _name


# Names for which the library looks as soon as it is imported, and without which it goes.
_LACKING = frozenset("sendfile copy_file_range listxattr O_BINARY O_TMPFILE".split())


def __getattr__(name):
    if not name.startswith("_") and name not in _LACKING:
        import _os_names

        if name in _os_names.NAMES:
            value = globals()[name] = getattr(_os_names, name)
            return value
    raise AttributeError(f"module 'os' has no attribute {name!r} in this playground, which has no operating system")
