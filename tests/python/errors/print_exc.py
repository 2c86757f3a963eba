import traceback


def inner():
    raise ValueError("inner trouble")


def outer():
    inner()


try:
    outer()
except ValueError as error:
    traceback.print_exc()
    print(traceback.format_exc().splitlines()[-1])
    print(traceback.format_exception_only(error))
    frames = traceback.extract_tb(error.__traceback__)
    print([(frame.name, frame.lineno) for frame in frames])
