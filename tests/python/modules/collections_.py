from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

print(Counter("mississippi").most_common(2), Counter(a=3) - Counter(a=1, b=2), sum(Counter("abc").values()))
groups = defaultdict(list)
for word in "the quick brown fox then barked".split():
    groups[word[0]].append(word)
print(dict(groups), groups)
window = deque(maxlen=3)
for n in range(5):
    window.append(n)
print(window, window[0])
window.rotate(1)
window.appendleft("x")
print(window, list(reversed(window)))
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p._replace(y=5), p.x + p.y, Point._fields, p == (1, 0))
print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], dict(ChainMap({"a": 1}, {"a": 2})))
ordered = OrderedDict(a=1, b=2)
ordered.move_to_end("a")
print(ordered, ordered.popitem(last=False))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


print(Upper(a=1, b=2))
