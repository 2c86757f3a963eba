from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet

numbers = SortedList([5, 1, 4])
numbers.update([3, 2])
print(numbers, numbers.bisect_left(3), list(numbers.irange(2, 4)), numbers[-1], numbers.count(1))
names = SortedDict(b=2, a=1)
names["c"] = 3
print(names, names.peekitem(0), list(names.irange("b")), names.popitem())
print(SortedSet("hello") & SortedSet("world"), SortedKeyList(["aaa", "b", "cc"], key=len))
