"""`shutil` without its operations on files, which refuse."""

import os

from _limits import refused


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def get_terminal_size(fallback=(80, 24)):
    return os.terminal_size(fallback)


def which(cmd, mode=1, path=None):
    return None


for _name in """copy copy2 copyfile copyfileobj copymode copystat copytree move rmtree disk_usage chown make_archive
        unpack_archive""".split():
    globals()[_name] = refused(_name, "Files are")
del _name
