import second


def value():
    return "first " + second.name
