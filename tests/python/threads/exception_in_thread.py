import threading


def fails():
    raise LookupError("in the thread")


thread = threading.Thread(target=fails, name="careless")
thread.start()
thread.join()
print("main goes on", thread.is_alive())
