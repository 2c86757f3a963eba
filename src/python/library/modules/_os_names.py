"""Names of `os` for which few programs ask: `os` takes them from here when they are first asked for."""

import os
import sys

from _limits import refused

_NUMBERS = """P_ALL=0 P_PID=1 P_PGID=2 P_PIDFD=3 P_WAIT=0 P_NOWAIT=1 P_NOWAITO=1 WEXITED=4 WSTOPPED=2 WNOWAIT=16777216
    CLD_EXITED=1 CLD_KILLED=2 CLD_DUMPED=3 CLD_TRAPPED=4 CLD_STOPPED=5 CLD_CONTINUED=6
    O_ACCMODE=3 O_NDELAY=2048 O_DSYNC=4096 O_ASYNC=8192 O_DIRECT=16384 O_LARGEFILE=0 O_NOATIME=262144 O_PATH=2097152
    O_RSYNC=1052672 O_FSYNC=1052672 PRIO_PROCESS=0 PRIO_PGRP=1 PRIO_USER=2
    SCHED_OTHER=0 SCHED_FIFO=1 SCHED_RR=2 SCHED_BATCH=3 SCHED_IDLE=5 F_ULOCK=0 F_LOCK=1 F_TLOCK=2 F_TEST=3
    NGROUPS_MAX=65536 TMP_MAX=238328 ST_RDONLY=1 ST_NOSUID=2 RTLD_LAZY=1 RTLD_NOW=2 RTLD_GLOBAL=256 RTLD_LOCAL=0
    GRND_NONBLOCK=1 GRND_RANDOM=2 SEEK_DATA=3 SEEK_HOLE=4"""
for _pair in _NUMBERS.split():
    globals()[_pair.partition("=")[0]] = int(_pair.partition("=")[2])
del _pair


def WIFEXITED(status, /):
    return status & 127 == 0


def WEXITSTATUS(status, /):
    return status >> 8 & 255


def WIFSIGNALED(status, /):
    return 0 < status & 127 < 127


def WTERMSIG(status, /):
    return status & 127


def WIFSTOPPED(status, /):
    return status & 255 == 127


WSTOPSIG = WEXITSTATUS


def WIFCONTINUED(status, /):
    return status == 0xFFFF


def WCOREDUMP(status, /):
    return bool(status & 128)


def get_exec_path(env=None):
    env = os.environ if env is None else env
    return env.get("PATH", os.defpath).split(os.pathsep)


def getgroups():
    return [os.getgid()]


def getresuid():
    return (os.getuid(),) * 3


getresgid = getresuid


# Processes are in groups (`Process.group` in `_processes`), and each group is a session of its own.


def _process(pid):
    """Another process, or `None` for the program's own."""
    import _thread

    pid = pid or os.getpid()
    if pid == 1:
        return None
    if _thread._process is not None and _thread._process.pid == pid:
        return _thread._process
    processes = sys.modules.get("_processes")
    child = processes and processes.children.get(pid)
    if not child or child.returncode is not None:
        raise ProcessLookupError(3, "No such process")
    return child.process


def getpgid(pid, /):
    process = _process(pid)
    return process.group if process else 1


getsid = getpgid


def getpgrp():
    return getpgid(0)


def setpgid(pid, group, /):
    if process := _process(pid):
        process.group = group or process.pid


def setpgrp():
    setpgid(0, 0)


def setsid():
    setpgrp()
    return os.getpid()


def killpg(group, signal, /):
    processes = sys.modules.get("_processes")
    children = list(processes.children.values()) if processes else []
    members = [child.pid for child in children if child.returncode is None and child.process.group == group]
    if group == 1:
        members.append(1)
    if not members:
        raise ProcessLookupError(3, "No such process")
    # The one that sends it is the last to have it.
    for pid in sorted(members, key=lambda pid: pid == os.getpid()):
        os.kill(pid, signal)


def nice(increment, /):
    return 0


def getpriority(which, who):
    return 0


def getloadavg():
    return 0.0, 0.0, 0.0


def sched_yield():
    import _thread

    _thread._let_others_run()


def sync():
    pass


def times():
    import time
    from collections import namedtuple

    kind = namedtuple("times_result", "user system children_user children_system elapsed", module="posix")
    now = time.process_time()
    return kind(now, 0.0, 0.0, 0.0, now)


def ctermid():
    return "/dev/tty"


def device_encoding(fd):
    return None


def ttyname(fd, /):
    raise OSError(25, "Inappropriate ioctl for device")


def getenvb(key, default=None):
    value = os.environ.get(os.fsdecode(key))
    return default if value is None else os.fsencode(value)


def fchmod(fd, mode):
    os._files().by_number(fd)._node.mode = mode & 0o7777


def pread(fd, length, offset, /):
    return _at(fd, offset, lambda file: file.read(length))


def pwrite(fd, data, offset, /):
    return _at(fd, offset, lambda file: file.write(data))


def _at(fd, offset, act):
    """What an act on an open file returns at a place, after which the file stands where it stood."""
    file = os._files().by_number(fd)
    before = file.tell()
    file.seek(offset)
    try:
        return act(file)
    finally:
        file.seek(before)


def readv(fd, buffers, /):
    count = 0
    for buffer in buffers:
        data = os.read(fd, len(buffer))
        memoryview(buffer)[: len(data)] = data
        count += len(data)
        if len(data) < len(buffer):
            break
    return count


def writev(fd, buffers, /):
    return os.write(fd, b"".join(bytes(buffer) for buffer in buffers))


def lockf(fd, command, length, /):
    # Nobody else locks a file.
    os.fstat(fd)


def closerange(low, high, /):
    for fd in range(low, high):
        try:
            os.close(fd)
        except OSError:
            pass


for _name in "execle execlp execlpe execvpe spawnl spawnle spawnlp spawnlpe spawnve spawnvp spawnvpe posix_spawnp wait3 wait4 waitid".split():
    globals()[_name] = refused(_name, "Processes of an operating system are")
for _name in "openpty login_tty posix_openpt tcgetpgrp tcsetpgrp".split():
    globals()[_name] = refused(_name, "Terminals are")
for _name in "setuid setgid seteuid setegid setreuid setregid setgroups lchown fchown".split():
    globals()[_name] = refused(_name, "Links and owners of files are")
for _name in "memfd_create eventfd timerfd_create pidfd_send_signal unshare setns".split():
    globals()[_name] = refused(_name, "Files of an operating system are")
del _name
NAMES = frozenset(name for name in globals() if not name.startswith("_") and name not in ("os", "sys", "refused"))
