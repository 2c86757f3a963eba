import queue
import sched
import time

q = queue.Queue(maxsize=2)
q.put(1)
q.put(2)
print(q.full(), q.qsize(), q.get(), q.get(), q.empty())
try:
    q.get(timeout=1.5)
except queue.Empty:
    print("empty at", time.monotonic())
try:
    q.get_nowait()
except queue.Empty as error:
    print(repr(error))
stack = queue.LifoQueue()
for n in range(3):
    stack.put(n)
print([stack.get() for _ in range(3)])
heap = queue.PriorityQueue()
for item in ((2, "b"), (1, "a")):
    heap.put(item)
print(heap.get())
scheduler = sched.scheduler(time.monotonic, time.sleep)
for delay, name in ((3, "third"), (1, "first"), (2, "second")):
    scheduler.enter(delay, 1, lambda name=name: print(name, time.monotonic()))
scheduler.run()
