from itertools import (
    accumulate, batched, chain, combinations, compress, count, cycle, dropwhile, groupby, islice, pairwise,
    permutations, product, repeat, starmap, takewhile, zip_longest,
)

print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(batched("abcdefg", 3)))
print(list(chain("ab", [1])), list(chain.from_iterable(["cd", "e"])), list(combinations("abc", 2)))
print(list(compress("abcd", [1, 0, 1, 0])), list(islice(count(5, 3), 4)), list(islice(cycle("xy"), 5)))
print(list(dropwhile(lambda n: n < 3, [1, 3, 2])), list(takewhile(lambda n: n < 3, [1, 3, 2])))
for key, group in groupby(sorted(["apple", "bob", "axe", "cat"], key=lambda w: w[0]), key=lambda w: w[0]):
    print(key, list(group))
print(list(pairwise("abcd")), list(permutations([1, 2, 3], 2))[:3], list(product("ab", repeat=2)))
print(list(repeat("x", 3)), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", [1], fillvalue="-")))
