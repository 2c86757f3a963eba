# Two modules that import each other: one way works, one does not.
import first

print(first.value(), first.second.value())
try:
    import third
except ImportError as error:
    print(str(error).partition(" (/")[0])
