"""What published programs have found: hints of lengths, build variables, names of the machine, settings of a terminal."""

import fcntl
import operator
import os
import readline
import signal
import sysconfig
import termios
import tty

print(operator.length_hint(iter(range(3)), -1), operator.length_hint((x for x in "ab"), -1), operator.length_hint([1]))
for wrong in (lambda: operator.length_hint([], "x"), lambda: operator.length_hint(iter([]), 1.5)):
    try:
        wrong()
    except TypeError as error:
        print(error)
print(sysconfig.get_config_var("Py_GIL_DISABLED"), sysconfig.get_config_var("NO_SUCH_VARIABLE"))
print(os.uname().sysname, os.uname()[0], len(os.uname()))
try:
    tty.setcbreak(os.pipe()[0])
except termios.error as error:
    print(error.args[1])
with open("lock", "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.lockf(file, fcntl.LOCK_UN)
readline.parse_and_bind("tab: complete")
readline.add_history("one")
print(readline.get_history_item(1), signal.strsignal(signal.SIGTERM), signal.SIGPIPE.name, signal.Signals(20).name)
