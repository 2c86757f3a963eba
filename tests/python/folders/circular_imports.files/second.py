import first

name = "second"


def value():
    return first.value() + " again"
