"""Names, states and exit codes of processes."""

import multiprocessing
import re
import sys
import time
from multiprocessing import Process, active_children, current_process, get_context


def stay(seconds):
    time.sleep(seconds)


def leave(status):
    sys.exit(status)


def fail():
    raise LookupError("lost")


class Greeter(Process):
    def __init__(self, name):
        super().__init__(name=f"greets-{name}", daemon=True)
        self.who = name

    def run(self):
        print("hello", self.who, "from", current_process().name, current_process().daemon)


def show(process):
    print(re.sub(r"(pid|parent)=\d+", r"\1=N", repr(process)))


if __name__ == "__main__":
    show(current_process())
    for process in (Process(target=stay, args=(1,)), Process(target=leave, args=(3,)), Process(target=fail)):
        show(process)
        process.start()
        show(process)
        process.join()
        show(process)
    spawned = get_context("spawn").Process(target=leave, args=("said at the end",))
    spawned.start()
    spawned.join()
    show(spawned)

    greeter = Greeter("Ann")
    greeter.start()
    greeter.join()
    show(greeter)

    slow = Process(target=stay, args=(100,), name="slow")
    slow.start()
    slow.join(timeout=1)
    print(slow.is_alive(), slow.exitcode, [child.name for child in active_children()])
    slow.terminate()
    slow.join()
    print(slow.is_alive(), slow.exitcode, active_children())
    show(slow)
    slow.close()
    show(slow)
    try:
        slow.is_alive()
    except ValueError as error:
        print(error)
    killed = Process(target=stay, args=(100,))
    killed.start()
    time.sleep(1)
    killed.kill()
    killed.join()
    print(killed.exitcode)
    try:
        killed.start()
    except AssertionError as error:
        print(error)
    print(multiprocessing.get_start_method(), multiprocessing.cpu_count())
