import threading
import time

forks = [threading.Lock() for _ in range(5)]
meals = []


def philosopher(n):
    first, second = sorted((n, (n + 1) % 5))
    for _ in range(2):
        with forks[first], forks[second]:
            time.sleep(0.1)
            meals.append(n)
        time.sleep(0.05)


threads = [threading.Thread(target=philosopher, args=(n,)) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(meals, round(time.monotonic(), 2))
