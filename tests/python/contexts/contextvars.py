import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def handle(n):
    token = request.set(f"request {n}")
    await asyncio.sleep(3 - n)
    print(await log("handled"))
    request.reset(token)
    print(await log("reset"))


async def log(text):
    return f"[{request.get()}] {text}"


async def main():
    await asyncio.gather(*(handle(n) for n in range(3)))
    print(request.get())
    request.set("main")
    task = asyncio.create_task(log("inherited"))
    request.set("changed")
    print(await task)
    context = contextvars.copy_context()
    context.run(request.set, "copied")
    print(await asyncio.create_task(log("in a context"), context=context))
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", request.get()))
    loop.call_soon(lambda: print("callback", request.get()), context=context)
    await asyncio.sleep(0)
    print(sorted(str(value) for value in context.values()), context[request], request in context)


asyncio.run(main())
