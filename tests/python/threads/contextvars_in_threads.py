import asyncio
import contextvars
import threading

var = contextvars.ContextVar("var", default="unset")


def read():
    return var.get()


async def main():
    var.set("set in main")
    print(await asyncio.to_thread(read))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, read))
    context = contextvars.copy_context()
    print(await loop.run_in_executor(None, context.run, read))


asyncio.run(main())
seen = []
thread = threading.Thread(target=lambda: seen.append(var.get()))
thread.start()
thread.join()
print(seen)
