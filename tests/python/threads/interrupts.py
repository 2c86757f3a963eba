import _thread
import signal
import threading
import time


def interrupts():
    time.sleep(0.25)
    _thread.interrupt_main()
    time.sleep(0.5)
    signal.raise_signal(signal.SIGUSR1)


def handler(number, frame):
    print("handled in", threading.current_thread().name)


def installs():
    try:
        signal.signal(signal.SIGUSR1, handler)
    except ValueError as error:
        print(error)


signal.signal(signal.SIGUSR1, handler)
for target in (installs, interrupts):
    threading.Thread(target=target).start()
try:
    while True:
        time.sleep(0.1)
except KeyboardInterrupt:
    print("interrupted at", round(time.monotonic(), 2))
for _ in range(5):
    time.sleep(0.1)
print("over")
