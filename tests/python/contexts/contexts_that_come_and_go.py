# A context that is made where another was has none of its values.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="none")
lost = set()
for number in range(2000):
    context = contextvars.Context()
    context.run(var.set, number)
    lost.add(context.run(var.get) == number)
    del context
    lost.add(contextvars.Context().run(var.get) == "none")
    lost.add(contextvars.Context().run(var.get, "given") == "given")
print(lost)
bare = contextvars.ContextVar("bare")
try:
    contextvars.Context().run(bare.get)
except LookupError as error:
    print("bare" in str(error))


async def request(number):
    before = var.get()
    if number % 3:
        var.set(number)
    await asyncio.sleep(0.001 * (number % 5))
    return before, var.get() == (number if number % 3 else "none")


async def main():
    for start in range(0, 300, 10):
        results = await asyncio.gather(*(request(number) for number in range(start, start + 10)))
        if set(results) != {("none", True)}:
            print(start, results)
    print("done", var.get())


asyncio.run(main())
