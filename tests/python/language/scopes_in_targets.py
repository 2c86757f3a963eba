def call(function):
    print("call", function.__name__, function())
    return function()


def assigned(d, k, x):
    d[call(lambda: k)] = call(lambda: x)
    d[call(lambda: k + 1)] = e = call(lambda: x + 1)
    return d, e


def annotated(d, k, x):
    d[(lambda: k)()]: int = (lambda: x)()
    return d


def looped(d, x):
    for d[len([y for y in range(x)])] in (lambda: [x, x + 1])():
        print(d)
    else:
        print("ended")


def comprehended(k, x):
    return {call(lambda: k + i): call(lambda: x + i) for i in range(2) if (lambda: True)()}


print(assigned({}, 1, 2))
print(annotated({}, 1, 2))
looped({}, 3)
print(comprehended(1, 5))
print(sorted(name for name in globals() if "loopline" in name))
