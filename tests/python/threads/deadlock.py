"""Two threads wait for each other for ever."""
import threading
import time

a, b = threading.Lock(), threading.Lock()


def cross(name, first, second):
    with first:
        print(name, "has its first")
        time.sleep(0.1)
        with second:
            print("never printed")


threads = [threading.Thread(target=cross, args=arguments, name=arguments[0]) for arguments in (("ab", a, b), ("ba", b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("never printed")
