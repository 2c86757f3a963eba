import threading
import time


class ReadWriteLock:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0

    def read(self, name, seconds):
        with self.condition:
            self.readers += 1
        time.sleep(seconds)
        print(name, "has read at", round(time.monotonic(), 2))
        with self.condition:
            self.readers -= 1
            if not self.readers:
                self.condition.notify_all()

    def write(self, name, seconds):
        with self.condition:
            self.condition.wait_for(lambda: not self.readers)
            time.sleep(seconds)
            print(name, "has written at", round(time.monotonic(), 2))


lock = ReadWriteLock()
threads = [
    threading.Thread(target=lock.read, args=("first", 0.3)),
    threading.Thread(target=lock.read, args=("second", 0.2)),
    threading.Thread(target=lock.write, args=("writer", 0.5)),
    threading.Thread(target=lock.read, args=("third", 0.1)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
