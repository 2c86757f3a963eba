import json

data = {"name": "Ann", "tags": ["a", "б", None], "nested": {"pi": 3.14, "yes": True, "n": 10**20}}
text = json.dumps(data)
print(text)
print(json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True))
print(json.loads(text) == data, json.loads('[1, 2.5e3, "\\u0041", null]'))
print(json.dumps({1: 2, None: 3}, separators=(",", ":")), json.dumps(float("inf")))
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as error:
    print(error.pos, error.lineno)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)


class Encoder(json.JSONEncoder):
    def default(self, value):
        return sorted(value) if isinstance(value, set) else super().default(value)


print(json.dumps({"set": {3, 1, 2}}, cls=Encoder))
print(json.loads('{"x": 1}', object_hook=lambda d: list(d.items())))
