import threading
import time


class Repeat(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


repeat = Repeat(0.3, lambda: print("again at", round(time.monotonic(), 2)))
repeat.start()
late = threading.Timer(5, print, args=("never printed",))
late.start()
time.sleep(1)
repeat.cancel()
late.cancel()
repeat.join()
late.join()
print("both over at", round(time.monotonic(), 2))
