import asyncio
import threading


def other(loop):
    try:
        loop.call_soon(print, "never printed")
    except RuntimeError as error:
        print(error)
    loop.call_soon_threadsafe(print, "from another thread")


async def main():
    thread = threading.Thread(target=other, args=(asyncio.get_running_loop(),))
    thread.start()
    await asyncio.sleep(0.1)
    thread.join()


asyncio.run(main(), debug=True)
