# When an object goes, so does what it holds, in an order that programs see by `__del__` and by weak references.
import collections
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def noisy(count):
    return [Noisy(n) for n in range(count)]


class Held:
    def __init__(self):
        self.first, self.second = Noisy("first"), Noisy("second")


class Stack(list):
    pass


class Counted(list):
    def __del__(self):
        print("counted", len(self), [item for item in self if item > 1])


print("a list")
items = noisy(3)
del items
print("cleared")
items = noisy(3)
items.clear()
print("a slice")
items = noisy(4)
del items[1:3]
print("the rest")
items = None
print("every other one")
items = noisy(5)
del items[::2]
del items
print("nested lists")
nested = [noisy(2), [Noisy("x"), Noisy("y")]]
del nested
print("a dictionary")
names = {n: Noisy(n) for n in "abc"}
del names
print("an object")
held = Held()
del held
print("a deque")
queue = collections.deque(noisy(3))
queue.clear()
print("a stack")
stack = Stack(noisy(2))
del stack
counted = Counted([1, 2, 3])
del counted
Stack.__del__ = lambda self: print("stack of", len(self))
stack = Stack([1])
del stack
del Stack.__del__, Counted.__del__
stack, counted = Stack(noisy(2)), Counted(noisy(2))
del stack, counted
print("weak references")
items = noisy(2)
references = [weakref.ref(item, lambda _, n=n: print("reference", n)) for n, item in enumerate(items)]
del items
print("a list that refers to itself is still whole when its items go")


class Node:
    def __init__(self, name, ring):
        self.name, self.ring = name, ring

    def __del__(self):
        print(self.name, "in a ring of", len(self.ring))


ring = []
ring += [Node("only", ring)]
del ring
gc.collect()
print("numbers", [1, 2, 3, 4][::-1], sorted([3, 1, 2]))
