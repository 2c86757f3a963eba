"""Each thread runs a loop of its own."""
import asyncio
import threading
import time


async def ticks(name, period):
    for n in range(3):
        await asyncio.sleep(period)
        print(f"{time.monotonic():.2f}", name, n, asyncio.current_task().get_name(), threading.current_thread().name)
    return name


def target(name, period):
    results.append(asyncio.run(ticks(name, period)))


results = []
threads = [threading.Thread(target=target, args=arguments, name=f"thread-{arguments[0]}") for arguments in (("a", 0.2), ("b", 0.3))]
for thread in threads:
    thread.start()
asyncio.run(ticks("main", 0.25))
for thread in threads:
    thread.join()
print(results)
thread = threading.Thread(target=asyncio.run, args=(ticks("as target", 0.1),))
thread.start()
thread.join()
