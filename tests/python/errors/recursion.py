def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))


def countdown(n):
    return n if n == 0 else countdown(n - 1)


print(countdown(500))
