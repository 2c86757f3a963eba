numbers = [5, 3, 8, 1]
numbers.sort()
numbers.insert(1, 9)
numbers.extend([7, 7])
print(numbers, numbers[::-1], numbers[1:4], numbers.index(8), numbers.count(7), numbers.pop(), numbers)
numbers[1:3] = ["x"]
del numbers[-1]
print(numbers, [0] * 3, [[]] * 2, list("abc"), [n * n for n in range(5) if n % 2])
ages = {"ann": 30, "bob": 25}
ages |= {"carl": 41}
print(ages, ages.get("x", 0), ages.setdefault("dora", 9), ages.pop("bob"), list(ages.items()), "ann" in ages)
print({k: v for v, k in enumerate("abc")}, dict(a=1, b=2), dict.fromkeys("xy", 0), max(ages, key=ages.get))
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a <= {1, 2, 3, 4}, frozenset([1]) == {1})
t = (1, "two", [3])
print(t + (4,), t[1], len(t), t.index("two"), (1, 2) < (1, 3), tuple(reversed(t)))
print(list(zip("abc", range(3))), list(enumerate("ab", 1)), list(map(str.upper, "ab")), list(filter(None, [0, 1, "", "x"])))
print(bytes([65, 66]), b"abc"[1], bytearray(b"xyz"), memoryview(b"abc")[1:].tobytes(), b"a b".split(), bytes.fromhex("00ff"))
for wrong in (lambda: ages["nobody"], lambda: numbers[99], lambda: t.append(1), lambda: {[]: 1}, lambda: next(iter([]))):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
