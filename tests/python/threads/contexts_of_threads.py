import asyncio
import contextvars
import threading
import time

user = contextvars.ContextVar("user", default="nobody")


def worker(name):
    user.set(name)
    time.sleep(0.1)
    print(threading.current_thread().name, user.get())


user.set("main")
threads = [threading.Thread(target=worker, args=(name,), name=f"thread-{name}") for name in ("ada", "ben")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("main", user.get())


async def handle(name):
    user.set(name)
    await asyncio.sleep(0.1)
    return await asyncio.to_thread(lambda: (time.sleep(0.1), user.get())[1])


async def main():
    print(await asyncio.gather(handle("eve"), handle("joe")), user.get())


asyncio.run(main())
