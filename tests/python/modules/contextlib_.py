import contextlib
import io


class Resource:
    def close(self):
        print("closed")


with contextlib.closing(Resource()):
    print("using")
with contextlib.suppress(KeyError, IndexError):
    {}["x"]
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))
with contextlib.nullcontext(5) as five:
    print(five)


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    yield
    print(f"</{name}>")


with tag("b"), tag("i"):
    print("text")


@tag("p")
def paragraph():
    print("decorated")


paragraph()


class Track(contextlib.ContextDecorator):
    def __enter__(self):
        print("in")

    def __exit__(self, *error):
        print("out", error[0])


@Track()
def tracked():
    return "value"


print(tracked())
with contextlib.ExitStack() as stack:
    for n in range(3):
        stack.callback(print, "undo", n)
    print("body")
