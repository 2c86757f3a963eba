import itertools

numbers = itertools.count(1)


def next_number():
    return next(numbers)
