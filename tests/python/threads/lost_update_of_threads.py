"""What is read before a pause and written after it loses what others have written meanwhile; a lock mends that."""
import asyncio
import threading
import time


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def unsafe(self):
        seen = self.value
        time.sleep(0.01)
        self.value = seen + 1

    def safe(self):
        with self.lock:
            self.unsafe()


def run(method):
    threads = [threading.Thread(target=method) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def main():
    counter = Counter()
    await asyncio.gather(*(asyncio.to_thread(counter.unsafe) for _ in range(5)))
    print("to_thread unsafe", counter.value)
    counter = Counter()
    await asyncio.gather(*(asyncio.to_thread(counter.safe) for _ in range(5)))
    print("to_thread safe", counter.value, asyncio.get_running_loop().time())


counter = Counter()
run(counter.unsafe)
print("unsafe", counter.value)
counter = Counter()
run(counter.safe)
print("safe", counter.value)
asyncio.run(main())
