import functools
import operator


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@functools.singledispatch
def show(value):
    return f"object {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list of {len(value)}"


print(show(1), show([1, 2]), show("x"))
print(functools.reduce(operator.mul, range(1, 6)), functools.partial(pow, 2)(10))


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__, args)
        return function(*args, **kwargs)

    return wrapper


@logged
def add(a, b):
    """Adds."""
    return a + b


print(add(1, 2), add.__name__, add.__doc__)


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @functools.cached_property
    def area(self):
        print("computing")
        return 3 * self.radius**2


circle = Circle(2)
print(circle.area, circle.area)
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))


@functools.total_ordering
class N:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(N(1) <= N(1), N(2) > N(1))
