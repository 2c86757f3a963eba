import contextvars

var = contextvars.ContextVar("var")
try:
    var.get()
except LookupError as error:
    print(type(error).__name__)
print(var.get("fallback"), var.name)
token = var.set(1)
print(token.old_value is contextvars.Token.MISSING, token.var is var)
var.reset(token)
try:
    var.reset(token)
except RuntimeError as error:
    print("used once")
context = contextvars.Context()
token = context.run(var.set, 2)
try:
    var.reset(token)
except ValueError as error:
    print("another context")


def recurse():
    context.run(recurse)


try:
    context.run(recurse)
except RuntimeError as error:
    print(str(error).split(": <")[0])
