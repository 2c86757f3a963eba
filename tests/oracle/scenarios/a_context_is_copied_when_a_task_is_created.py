"""Later changes on either side stay there."""

import asyncio
import contextvars


async def child(variable):
    print(f"child sees {variable.get()}")
    variable.set("child's")
    await asyncio.sleep(0)
    print(f"child sees {variable.get()}")


async def main():
    variable = contextvars.ContextVar("variable", default="default")
    variable.set("at creation")
    task = asyncio.create_task(child(variable), name="child")
    variable.set("afterwards")
    await task
    print(f"main sees {variable.get()}")


if __name__ == "__main__":
    asyncio.run(main())
