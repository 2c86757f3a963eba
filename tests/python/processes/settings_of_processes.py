"""Settings of the library that a program makes under the main guard are not made in a process."""

import logging
import os
import sys
from multiprocessing import Process


def work():
    logging.info("this is not shown")
    logging.warning("shown, but not as the parent shows it")
    print(os.environ.get("COLOUR"), sys.argv[1:], "extra" in sys.path)
    os.environ["COLOUR"] = "red"
    os.chdir("/")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
    os.environ["COLOUR"] = "blue"
    sys.argv.append("more")
    sys.path.append("extra")
    folder = os.getcwd()
    logging.info("shown")
    child = Process(target=work)
    child.start()
    child.join()
    print(os.environ["COLOUR"], os.getcwd() == folder, child.exitcode)
