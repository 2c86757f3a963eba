import math

value = 3
try:
    print(valeu)
except NameError as error:
    print(error, error.name)
try:
    math.sqroot(4)
except AttributeError as error:
    print(error, error.name)
print(math.pie)
