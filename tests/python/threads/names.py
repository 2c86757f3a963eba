import threading

print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())


def show():
    me = threading.current_thread()
    print(me.name, me.daemon, me.is_alive())


threads = [threading.Thread(target=show), threading.Thread(target=show, name="named", daemon=True)]
for thread in threads:
    print(thread.is_alive())
    thread.start()
    thread.join()
    print(thread.is_alive())
try:
    threads[0].start()
except RuntimeError as error:
    print(error)
