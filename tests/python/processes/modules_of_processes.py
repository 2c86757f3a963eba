"""Modules beside the program are imported anew by each process."""

import counting
from multiprocessing import Pool, Process


def count():
    counting.add()
    print("in the child", counting.total, counting.__name__)


if __name__ == "__main__":
    counting.add()
    counting.add()
    child = Process(target=count)
    child.start()
    child.join()
    print("in the parent", counting.total)
    with Pool(1) as pool:
        print(pool.apply(counting.add), pool.apply(counting.add), pool.apply(counting.Point, (1, 2)))
