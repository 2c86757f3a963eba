"""`os._exit` and a signal without a handler end a program at once: no `finally`, no function of `atexit`, no other thread."""

import subprocess
import sys

BEGINNING = """
import atexit, os, signal, threading, time
atexit.register(print, "atexit")
threading.Thread(target=lambda: (time.sleep(3), print("thread", flush=True))).start()
print("begins", flush=True)
"""

ENDS = [
    "try: os._exit(3)\nfinally: print('finally', flush=True)",
    "try: os.kill(os.getpid(), signal.SIGTERM)\nfinally: print('finally', flush=True)",
    "threading.Thread(target=os._exit, args=(4,)).start()\ntime.sleep(2)\nprint('main', flush=True)",
    "os._exit(0)",
]

for end in ENDS:
    print(subprocess.run([sys.executable, "-c", BEGINNING + end]).returncode, flush=True)
