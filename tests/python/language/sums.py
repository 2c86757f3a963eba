from decimal import Decimal
from fractions import Fraction

print(sum([0.1] * 10), sum([0.3, 0.1, 0.2]), sum([1e16, 1.0, -1e16]), sum([1, 0.1, 0.1, 0.1, True]))
print(sum([]), sum([], 1.5), sum((1, 2), start=3), sum([1.0], 2), sum([0.1, 0.2, 10**30]), type(sum([True, True])))
print(sum([float("inf"), 1.0]), sum([float("inf"), float("-inf")]), sum([1e308, 1e308, -1e308]), sum([-0.0], -0.0))
print(sum([0.1, Fraction(1, 3), 0.2]), sum([Decimal("0.1")] * 3), sum([[1], [2]], []))


class Length:
    def __init__(self, metres):
        self.metres = metres

    def __radd__(self, other):
        return Length(other + self.metres)

    def __add__(self, other):
        return Length(self.metres + other.metres)


print(sum([Length(0.1), Length(0.2)]).metres, sum(number / 10 for number in range(10)))


def fails():
    yield 0.1
    raise KeyError("in the middle")


for arguments, keywords in (
    ((["a"], ""), {}),
    (([b"a"], b""), {}),
    ((["a"],), {}),
    (([1.5, "a"],), {}),
    ((5,), {}),
    ((), {}),
    (([], 1, 2), {}),
    ((fails(),), {}),
    (([],), {"begin": 1}),
):
    try:
        print(sum(*arguments, **keywords))
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
