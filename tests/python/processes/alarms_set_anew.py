"""An alarm that is set anew, and taken back, thousands of times."""

import signal
import time


def ring(number, frame):
    raise TimeoutError(signal.Signals(number).name)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, ring)
    for _ in range(4000):
        signal.setitimer(signal.ITIMER_REAL, 60)
    left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
    print(50 < left <= 60, interval, signal.getitimer(signal.ITIMER_REAL))
    for _ in range(20):
        signal.alarm(30)
        time.sleep(0)
        signal.alarm(0)
    signal.alarm(60)
    print(signal.alarm(1) > 50)
    try:
        time.sleep(5)
    except TimeoutError as error:
        print("rang:", error)
