import threading
import time

done = False


def work():
    global done
    print("works from", time.monotonic())
    time.sleep(1)
    done = True
    time.sleep(1)
    print("over at", time.monotonic())


thread = threading.Thread(target=work)
thread.start()
while not done:
    pass
print("seen at", time.monotonic())
while thread.is_alive():
    pass
print("not alive at", time.monotonic())
