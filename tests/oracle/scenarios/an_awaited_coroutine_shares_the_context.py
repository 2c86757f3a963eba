"""Only a task has one of its own."""

import asyncio
import contextvars


async def change(variable, value):
    variable.set(value)


async def main():
    variable = contextvars.ContextVar("variable", default="default")
    await change(variable, "by a call")
    print(variable.get())
    await asyncio.create_task(change(variable, "by a task"), name="task")
    print(variable.get())


if __name__ == "__main__":
    asyncio.run(main())
