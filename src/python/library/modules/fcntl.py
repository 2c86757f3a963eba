"""Flags and locks of files: nobody else has the folder in memory, so a lock is had at once."""

import os

LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW = range(8)
F_RDLCK, F_WRLCK, F_UNLCK, FD_CLOEXEC = 0, 1, 2, 1


def _number(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def fcntl(fd, cmd, arg=0, /):
    """Tells and sets if a file blocks; other flags are none."""
    fd = _number(fd)
    if cmd == F_GETFL:
        return 0 if fd <= 2 or os.get_blocking(fd) else os.O_NONBLOCK
    if cmd == F_SETFL and fd > 2:
        os.set_blocking(fd, not arg & os.O_NONBLOCK)
    return 0


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    """Raises the error of a file that is no device."""
    _number(fd)
    raise OSError(25, "Inappropriate ioctl for device")


def flock(fd, operation, /):
    _number(fd)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    _number(fd)
