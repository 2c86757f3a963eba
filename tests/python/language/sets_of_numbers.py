"""Prints sets of numbers, whose order is the same in every run."""

numbers = [30, 10, 20, 10, 30]
print(set(numbers), {3, 1, 2}, {True, False}, {0.5, 2, 1})
print({n % 5 for n in range(20, 0, -1)}, {x * x % 11 for x in range(11)}, set(range(10, 0, -1)))
print(set([64, 32, 16, 8, 4, 2, 1]), set([-1, -2, 5, 3]), frozenset([9, 4, 6]), set([1 << 20, 7, 1 << 9]))
print([n for n in set([7, 5, 6])], list(set([8, 3])), sorted({3, 2}), max({4, 2}))
squares = set()
for n in range(25, 0, -1):
    squares.add(n * n)
print(squares)
print(set([1, 2, 3]) | set([0]), set([5, 4, 3]) & set([3, 4]), set([5, 4, 3]) - set([4]), set([5, 4]) ^ set([4, 1]))
work = set([5, 3, 12, 1])
work.discard(3)
print(work, work.pop(), work.pop(), work)
waiting = set([4, 2, 8])
while waiting:
    print(waiting.pop(), end=" ")
print(waiting)
try:
    for n in (seen := set([3, 1])):
        seen.add(n + 10)
except RuntimeError as error:
    print(error)


class Numbers(set):
    pass


print(Numbers([3, 1, 2]), len(Numbers([1, 1])), Numbers([2, 1]) == {1, 2})
print(set("a"), {None}, {(1, 2)}, set(), frozenset())
