# A class of an OSError that has an `__init__` of its own is given its arguments by that alone.


class Lost(ConnectionError):
    def __init__(self, host, port):
        self.host = host
        super().__init__(f"{host}:{port} is gone")


class Silent(ConnectionError):
    def __init__(self, host, port):
        self.host = host


class Refused(OSError):
    def __init__(self, *, host):
        super().__init__(111, host)


class Missing(FileNotFoundError):
    pass


for make in (
    lambda: Lost("a", 1),
    lambda: Lost("a", port=3),
    lambda: Silent("a", 1),
    lambda: Refused(host="b"),
    lambda: Missing(2, "no such", "x.txt"),
    lambda: ConnectionResetError(104, "reset"),
    lambda: TimeoutError("late"),
):
    try:
        raise make()
    except OSError as error:
        print(repr(error), str(error), error.args, error.errno, error.strerror, error.filename)
