data = {"a": [1, 2, 3]}
for path in (("a", 1), ("b", 0), ("a", 7), ("a", "x")):
    try:
        print(data[path[0]][path[1]])
    except (LookupError, TypeError) as error:
        print(type(error).__name__, error)
print(data["a"][3])
