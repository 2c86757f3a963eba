def countdown(n):
    print("begins")
    try:
        while n:
            received = yield n
            print("received", received)
            n -= 1
        return "lift-off"
    finally:
        print("cleans up")


generator = countdown(2)
print(next(generator))
print(generator.send("hello"))
try:
    next(generator)
except StopIteration as stop:
    print(stop.value)
generator = countdown(5)
next(generator)
generator.close()
generator = countdown(5)
next(generator)
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
try:
    countdown(1).send(1)
except TypeError as error:
    print(error)
