import difflib
import graphlib
import pprint

graph = {"test": {"build"}, "build": {"fetch"}, "deploy": {"test"}}
print(list(graphlib.TopologicalSorter(graph).static_order()))
try:
    list(graphlib.TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
except graphlib.CycleError as error:
    print(error.args[0])
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]))
print("\n".join(difflib.unified_diff(["a", "b"], ["a", "c"], lineterm="")))
print(round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3))
pprint.pprint({"key": list(range(30)), "other": {"nested": "x" * 50, "more": "y" * 40}}, width=60)
