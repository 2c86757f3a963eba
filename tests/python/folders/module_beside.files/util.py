import asyncio
import functools
import time


def async_timed():
    def wrapper(function):
        @functools.wraps(function)
        async def wrapped(*args, **kwargs):
            print(f"starting {function.__name__} with args {args} {kwargs}")
            start = time.time()
            try:
                return await function(*args, **kwargs)
            finally:
                print(f"finished {function.__name__} in {time.time() - start:.4f} second(s)")

        return wrapped

    return wrapper


async def delay(seconds):
    print(f"sleeping for {seconds} second(s)")
    await asyncio.sleep(seconds)
    print(f"finished sleeping for {seconds} second(s)")
    return seconds


if __name__ == "__main__":
    raise SystemExit("it is imported, not run")
