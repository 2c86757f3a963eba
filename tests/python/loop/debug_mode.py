import asyncio
import logging
import re
import time


class Told(logging.Handler):
    def emit(self, record):
        said = record.getMessage()
        print(record.levelname, re.sub(r"^Executing <(\w+).* took", r"Executing <\1> took", said))


log = logging.getLogger("asyncio")
log.addHandler(Told())
log.propagate = False


def callback():
    time.sleep(0.5)


async def work():
    time.sleep(0.25)
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    loop.call_soon(callback)
    task = asyncio.create_task(work())
    print([frame.name for frame in task._source_traceback][-3:])
    await task
    loop.slow_callback_duration = 1
    time.sleep(0.5)
    await asyncio.sleep(0.2)
    loop.set_debug(False)
    loop.slow_callback_duration = 0.1
    await asyncio.sleep(0)
    time.sleep(0.3)


asyncio.run(main(), debug=True)
