class Descriptor:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{self.name} must not be negative")
        setattr(instance, self.name, value)


class Account:
    balance = Descriptor()
    count = 0

    def __init__(self, balance):
        self.balance = balance
        type(self).count += 1

    def __init_subclass__(cls, /, rate=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.rate = rate

    def __repr__(self):
        return f"{type(self).__name__}({self.balance})"

    @classmethod
    def empty(cls):
        return cls(0)

    @staticmethod
    def bank():
        return "bank"


class Savings(Account, rate=3):
    pass


print(Account(5), Savings.empty(), Savings.rate, Account.count, Account.bank())
try:
    Account(-1)
except ValueError as error:
    print(error)


class A:
    def hello(self):
        return ["A"]


class B(A):
    def hello(self):
        return ["B", *super().hello()]


class C(A):
    def hello(self):
        return ["C", *super().hello()]


class D(B, C):
    pass


print(D().hello(), [k.__name__ for k in D.__mro__])


class Meta(type):
    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)


class Single(metaclass=Meta):
    __slots__ = ("x",)

    def __getattr__(self, name):
        return f"no {name}"


s = Single()
print(s.y)
try:
    s.z = 1
except AttributeError as error:
    print(error)
