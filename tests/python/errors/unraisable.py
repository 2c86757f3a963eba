class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("deleting", self.name)
        raise ValueError("in __del__")


noisy = Noisy("one")
del noisy
print("goes on")
