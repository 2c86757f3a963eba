"""`call_soon_threadsafe` wakes the loop, a bare `set_result` from a thread does not."""
import asyncio
import threading
import time


def worker(loop, future, event, safe):
    time.sleep(0.1)
    if safe:
        loop.call_soon_threadsafe(future.set_result, threading.current_thread().name)
        loop.call_soon_threadsafe(event.set)
    else:
        future.set_result("unsafe")


async def main():
    loop = asyncio.get_running_loop()
    future, event = loop.create_future(), asyncio.Event()
    thread = threading.Thread(target=worker, args=(loop, future, event, True), name="bridge")
    thread.start()
    print("waiting, thread alive:", thread.is_alive())
    print("from", await future)
    await event.wait()
    thread.join()
    print("main thread:", threading.current_thread() is threading.main_thread(), threading.active_count())
    future = loop.create_future()
    threading.Thread(target=worker, args=(loop, future, event, False), daemon=True).start()
    start = loop.time()
    try:
        print(await asyncio.wait_for(asyncio.shield(future), 1))
    except TimeoutError:
        print("nobody woke the loop", future.done())
    print("woken late:", loop.time() - start)


asyncio.run(main())
