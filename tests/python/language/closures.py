def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


a, b = counter(), counter()
print(a(), a(), b(), a(10))
functions = [lambda: n for n in range(3)]
print([f() for f in functions])
functions = [lambda n=n: n for n in range(3)]
print([f() for f in functions])
x = "global"


def scopes():
    global y
    y = "made global"
    try:
        print(x)
        x = "local"
    except UnboundLocalError as error:
        print(error)


scopes()
print(y, (lambda *args, **kwargs: (args, kwargs))(1, *[2, 3], k=4, **{"m": 5}))


def f(a, /, b, *, c):
    return a, b, c


print(f(1, b=2, c=3))
for wrong in (lambda: f(a=1, b=2, c=3), lambda: f(1, 2, 3), lambda: f(1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
if (n := len("walrus")) > 3:
    print(n)
first, *middle, last = range(5)
print(first, middle, last, [*range(2), *"ab"], {**{"a": 1}, "b": 2})
