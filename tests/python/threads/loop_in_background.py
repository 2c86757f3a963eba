"""An event loop that lives in a thread and is given work by the main thread."""
import asyncio
import threading


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True, name="loop-thread")

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        print("loop stopped in", threading.current_thread().name)

    def __enter__(self):
        self.thread.start()
        return self

    def submit(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop)

    def __exit__(self, *exc):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


async def fetch(n):
    await asyncio.sleep(0.05 * n)
    return n, threading.current_thread().name


async def fails():
    raise KeyError("nope")


with Background() as bg:
    futures = [bg.submit(fetch(n)) for n in (2, 1)]
    print([f.result(timeout=5) for f in futures])
    try:
        bg.submit(fails()).result(5)
    except KeyError as error:
        print("raised here:", error)
    slow = bg.submit(fetch(100))
    try:
        slow.result(timeout=0.05)
    except TimeoutError:
        print("too slow, cancel:", slow.cancel())
    print(bg.submit(fetch(0)).result(), slow.cancelled())
print("closed", bg.loop.is_closed(), bg.thread.is_alive())
