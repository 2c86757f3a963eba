import copy
import gc
import operator
import weakref

original = {"list": [1, [2]], "self": None}
original["self"] = original
shallow, deep = copy.copy(original), copy.deepcopy(original)
original["list"][1].append(3)
print(shallow["list"], deep["list"], deep["self"] is deep)


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def __deepcopy__(self, memo):
        return Node(self.name + "'")


print(copy.deepcopy([Node("a")]))
people = [{"name": "Bob", "age": 30}, {"name": "Ann", "age": 25}]
print(sorted(people, key=operator.itemgetter("age"))[0]["name"], operator.attrgetter("name")(Node("x")))
print(operator.methodcaller("upper")("abc"), operator.add(2, 3), list(map(operator.neg, [1, -2])), operator.concat([1], [2]))
node = Node("weak")
reference = weakref.ref(node, lambda ref: print("gone"))
registry = weakref.WeakValueDictionary(n=node)
weakref.finalize(node, print, "finalized")
print(reference(), dict(registry), weakref.getweakrefcount(node) > 0)
del node
gc.collect()
print(reference(), dict(registry))
