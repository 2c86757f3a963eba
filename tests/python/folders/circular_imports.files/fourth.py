from third import base


def helper():
    return base
