class Vector:
    def __init__(self, *items):
        self.items = items

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.items, other.items, strict=True)))

    def __mul__(self, by):
        return Vector(*(a * by for a in self.items)) if isinstance(by, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.items, other.items))

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Vector) and self.items == other.items

    def __hash__(self):
        return hash(self.items)

    def __bool__(self):
        return any(self.items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __contains__(self, item):
        return item in self.items

    def __call__(self, scale):
        return self * scale

    def __format__(self, spec):
        return "<" + ", ".join(format(item, spec) for item in self.items) + ">"

    def __repr__(self):
        return f"Vector{self.items}"


v, w = Vector(1, 2, 3), Vector(4, 5, 6)
print(v + w, v * 2, 3 * v, v @ w, -v, v == Vector(1, 2, 3), {v: "x"}[Vector(1, 2, 3)], bool(Vector(0)))
print(len(v), v[0], v[1:], list(v), 2 in v, v(10), f"{v:.1f}")
for wrong in (lambda: v * "x", lambda: v + Vector(1), lambda: v < w, lambda: v - w):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
