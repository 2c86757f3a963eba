import asyncio
import threading


async def compute(n):
    await asyncio.sleep(1)
    return n * n


def in_thread(loop, results):
    future = asyncio.run_coroutine_threadsafe(compute(7), loop)
    future.add_done_callback(lambda f: results.append(f.result()))


async def main():
    results = []
    thread = threading.Thread(target=in_thread, args=(asyncio.get_running_loop(), results))
    thread.start()
    await asyncio.sleep(2)
    print(results)


asyncio.run(main())
