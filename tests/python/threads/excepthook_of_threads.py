import sys
import threading
import time


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


def fails(n):
    time.sleep(n)
    raise LookupError(f"after {n}")


threading.Thread(target=fails, args=(0.2,), name="reported").start()
time.sleep(0.5)
threading.excepthook = hook
thread = threading.Thread(target=fails, args=(0.1,), name="hooked")
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
for leaves in (sys.exit, lambda: sys.exit("with a message"), exit):
    thread = threading.Thread(target=leaves)
    thread.start()
    thread.join()
print("no word of those that leave by SystemExit")
