import asyncio
import threading


async def work():
    await asyncio.sleep(1)
    return threading.current_thread().name


def run_loop(results):
    results.append(asyncio.run(work()))


results = []
thread = threading.Thread(target=run_loop, args=(results,), name="looper")
thread.start()
thread.join()
print(results)
