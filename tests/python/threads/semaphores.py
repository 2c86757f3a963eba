import threading
import time

most = 0
inside = 0
room = threading.BoundedSemaphore(2)


def guest(n):
    global inside, most
    with room:
        inside += 1
        most = max(most, inside)
        time.sleep(0.5)
        print("guest", n, "leaves at", time.monotonic())
        inside -= 1


threads = [threading.Thread(target=guest, args=(n,)) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("most at once", most)
try:
    room.release()
except ValueError as error:
    print(error)
signal = threading.Semaphore(0)
print(signal.acquire(blocking=False), signal.acquire(timeout=0.5), time.monotonic())
threading.Timer(1, signal.release, args=(2,)).start()
print(signal.acquire(), signal.acquire(), signal.acquire(blocking=False), time.monotonic())
