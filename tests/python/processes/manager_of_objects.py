"""Objects of a manager, which all processes see."""

from multiprocessing import Manager, Process


def work(results, log, n):
    results[n] = n * n
    log.append(f"worker {n}")


def collect(shared, names):
    shared.total = sum(names.values())


if __name__ == "__main__":
    with Manager() as manager:
        results, log = manager.dict(), manager.list()
        for n in range(3):
            child = Process(target=work, args=(results, log, n))
            child.start()
            child.join()
        print(dict(results), list(log), len(log), results.get(7, "none"))
        print(results, log)
        shared = manager.Namespace(total=0)
        child = Process(target=collect, args=(shared, results))
        child.start()
        child.join()
        print(shared.total, shared)
        nested = manager.dict(inner=[1])
        nested["inner"].append(2)
        print(nested["inner"], child.name)
        with manager.Lock():
            value = manager.Value("i", 3)
            value.value += 1
            print(value.value)
