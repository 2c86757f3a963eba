import threading
import time

stop = threading.Event()
running = True


def polls_event():
    rounds = 0
    while not stop.is_set():
        rounds += 1
        time.sleep(0.25)
    print("event seen after", rounds, "rounds at", time.monotonic())


def polls_variable():
    rounds = 0
    while running:
        rounds += 1
        time.sleep(0.3)
    print("variable seen after", rounds, "rounds at", round(time.monotonic(), 3))


threads = [threading.Thread(target=target) for target in (polls_event, polls_variable)]
for thread in threads:
    thread.start()
time.sleep(1)
stop.set()
running = False
print("stopped at", time.monotonic())
for thread in threads:
    thread.join()
