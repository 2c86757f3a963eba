import itertools


def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


def take(n, iterable):
    return list(itertools.islice(iterable, n))


print(take(10, primes()))
pairs = zip(primes(), itertools.cycle("ab"))
print(take(4, pairs))
print(list(itertools.takewhile(lambda p: p < 30, primes())))
evens, odds = itertools.tee(range(6))
print(list(filter(lambda n: n % 2, odds)), next(evens))
