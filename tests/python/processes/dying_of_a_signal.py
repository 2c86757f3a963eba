"""A process that was told to end is alive when its parent looks at once, and over when it was waited for."""

import multiprocessing
import subprocess
import sys
import time


def slow():
    time.sleep(20)


if __name__ == "__main__":
    process = multiprocessing.Process(target=slow, name="slow")
    print(process.is_alive(), process.exitcode)
    process.start()
    time.sleep(1)
    print(process.is_alive())
    process.terminate()
    print(process.is_alive(), process.exitcode)
    process.join()
    print(process.is_alive(), process.exitcode)

    process = multiprocessing.Process(target=slow)
    process.start()
    time.sleep(1)
    process.kill()
    print(process.is_alive())
    time.sleep(1)
    print(process.is_alive(), process.exitcode, multiprocessing.active_children())

    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"])
    time.sleep(1)
    print(program.poll())
    program.terminate()
    print(program.poll())
    print(program.wait(), program.poll())
