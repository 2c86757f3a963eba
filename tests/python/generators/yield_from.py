def inner():
    total = 0
    while True:
        term = yield
        if term is None:
            return total
        total += term


def outer(totals):
    while True:
        total = yield from inner()
        totals.append(total)


totals = []
generator = outer(totals)
next(generator)
for n in range(4):
    generator.send(n)
generator.send(None)
for n in range(5):
    generator.send(n)
generator.send(None)
print(totals)


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, 4]], [[5]], []])))
