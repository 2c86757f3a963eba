import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def set_it():
    user.set("me")


async def read_it():
    return user.get()


with asyncio.Runner() as runner:
    runner.run(set_it())
    print(runner.run(read_it()))
    context = contextvars.copy_context()
    print(runner.run(read_it(), context=context))
print(user.get())
