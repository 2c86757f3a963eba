import asyncio
import functools


def run(function):
    asyncio.run(function())
    return function


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except OSError as error:
                    print(f"attempt {attempt}: {error}")
                    await asyncio.sleep(2**attempt)
            raise RuntimeError(f"{function.__name__} failed {times} times")

        return wrapper

    return decorate


calls = 0


@retry(3)
async def flaky():
    global calls
    calls += 1
    if calls < 3:
        raise OSError("try again")
    return calls


@run
async def main():
    print(await flaky())
