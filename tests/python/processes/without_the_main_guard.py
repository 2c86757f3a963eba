"""A program that starts a process without `if __name__ == "__main__"`: the process would start it again, and so on."""

from multiprocessing import Process


def work():
    print("never comes here")


process = Process(target=work)
process.start()
process.join()
print("its exit code is", process.exitcode)
