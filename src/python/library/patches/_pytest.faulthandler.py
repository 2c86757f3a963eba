

# There are no faults to handle.


def pytest_configure(config):
    pass


def pytest_unconfigure(config):
    pass
