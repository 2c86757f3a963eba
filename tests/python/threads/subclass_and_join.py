import threading
import time


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}")
        self.n = n
        self.result = None

    def run(self):
        time.sleep(self.n)
        self.result = self.n * 10


workers = [Worker(n) for n in (1, 3)]
print([worker.is_alive() for worker in workers], workers[0].ident is None)
try:
    workers[0].join()
except RuntimeError as error:
    print(error)
for worker in workers:
    worker.start()
print(threading.active_count(), [thread.name for thread in threading.enumerate()])
workers[1].join(timeout=2)
print(time.monotonic(), [worker.is_alive() for worker in workers])
for worker in workers:
    worker.join()
print([worker.result for worker in workers], threading.active_count())


def joins_itself():
    try:
        threading.current_thread().join()
    except RuntimeError as error:
        print(error)


thread = threading.Thread(target=joins_itself)
thread.start()
thread.join()
