import _thread
import os
import signal


def handler(number, frame):
    print("handler", signal.Signals(number).name)


signal.signal(signal.SIGUSR1, handler)
signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
signal.signal(signal.SIGINT, handler)
_thread.interrupt_main()
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()

for wrong in (signal.SIGKILL, 1000):
    try:
        signal.signal(wrong, handler)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)

try:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _thread.interrupt_main()
    for _ in range(1000):
        pass
except KeyboardInterrupt:
    print("interrupted")
