# What a function's variables hold goes when the function is left.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def local():
    one, two = Noisy("one"), Noisy("two")
    kept = [Noisy(3), Noisy(4)]
    print("leaves")


local()
print("left")
