class RequestError(OSError):
    def __init__(self, *args, **kwargs):
        self.request = kwargs.pop("request", None)
        super().__init__(*args, **kwargs)


class Refused(RequestError, ValueError):
    pass


class Lost(OSError):
    def __init__(self, key, os_error):
        super().__init__(os_error.errno, os_error.strerror)
        self.key = key


class Plain(OSError):
    pass


for kind in (RequestError, Refused):
    error = kind("refused", request="GET /")
    print(type(error).__name__, error.args, error.request, error)
error = RequestError(2, "text", request=1)
print(type(error).__name__, error.errno, error.strerror, error)
error = Lost("k", OSError(111, "no"))
print(error.errno, error.key, error, isinstance(OSError(111, "no"), ConnectionRefusedError))
for make in (lambda: Plain("x", request=1), lambda: OSError("x", request=1), lambda: OSError(2, "x", "file").filename):
    try:
        print(make())
    except TypeError as error:
        print(error)
