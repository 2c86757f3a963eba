"""The files of /dev that need no device."""

import os
import shutil
import stat
from pathlib import Path

with open("/dev/null", "w") as nowhere:
    print("gone", file=nowhere)
print(repr(open("/dev/null").read()), os.path.exists(os.devnull), os.path.getsize("/dev/null"))
with open("/dev/zero", "rb") as zeros, open("/dev/urandom", "rb") as noise:
    print(zeros.read(4), zeros.read(2), len(noise.read(8)))
print(stat.S_ISCHR(os.stat("/dev/null").st_mode), os.path.isfile("/dev/null"), Path("/dev/stdin").exists())
number = os.open("/dev/null", os.O_RDWR)
print(os.write(number, b"abc"), os.read(number, 3))
os.close(number)
usage = shutil.disk_usage("/")
print(type(usage).__name__, usage._fields, usage.used + usage.free <= usage.total, 0 < usage.free)
print(os.statvfs(".").f_bsize > 0)
for path in (Path("nowhere"), Path("nowhere/there")):
    for operation in (os.remove, os.listdir, os.stat, open, os.rmdir, Path.unlink, Path.read_text):
        try:
            operation(path)
        except OSError as error:
            print(operation.__name__, error, repr(error.filename))
try:
    open(5.5)
except TypeError as error:
    print(error)
print(os.terminal_size((80, 24)), os.WEXITSTATUS(768), os.WIFEXITED(0), os.getpgid(0) == os.getpgrp(), os.get_exec_path({"PATH": "/a:/b"}))
