"""Names of the processes of pools."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, current_process


def name(_):
    time.sleep(1)
    return current_process().name, current_process().daemon


if __name__ == "__main__":
    with Pool(3) as pool:
        print(sorted(pool.map(name, range(3), chunksize=1)))
    with ProcessPoolExecutor(2) as executor:
        print(sorted(executor.map(name, range(2))))
