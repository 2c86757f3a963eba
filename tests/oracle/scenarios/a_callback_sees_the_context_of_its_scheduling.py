"""call_soon and call_later copy the context, a change in a callback is lost with it."""

import asyncio
import contextvars


async def main():
    loop = asyncio.get_running_loop()
    variable = contextvars.ContextVar("variable", default="default")

    def callback():
        print(f"callback sees {variable.get()}")
        variable.set("callback's")

    loop.call_soon(callback)
    variable.set("main's")
    loop.call_later(1, callback)
    await asyncio.sleep(2)
    print(f"main sees {variable.get()}")


if __name__ == "__main__":
    asyncio.run(main())
