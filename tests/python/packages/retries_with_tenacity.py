import asyncio
import time

from tenacity import (
    AsyncRetrying,
    RetryError,
    retry,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    stop_after_delay,
    wait_exponential,
    wait_fixed,
)

calls = 0


@retry(stop=stop_after_attempt(4), wait=wait_exponential(multiplier=1, max=10), retry=retry_if_exception_type(ConnectionError))
async def fetch():
    global calls
    calls += 1
    print("attempt", calls, round(time.monotonic(), 3))
    if calls < 4:
        raise ConnectionError("no answer")
    return "page"


@retry(stop=stop_after_delay(1), wait=wait_fixed(0.4), retry=retry_if_result(lambda value: value is None), reraise=True)
def poll():
    print("polled at", round(time.monotonic(), 3))


@retry(stop=stop_after_attempt(2), before_sleep=lambda state: print("again after", state.outcome.exception()), wait=wait_fixed(1))
async def fails():
    raise ValueError("always")


async def main():
    print(await fetch(), fetch.statistics["attempt_number"])
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), wait=wait_fixed(2)):
        with attempt:
            print("in a loop", attempt.retry_state.attempt_number)
            if attempt.retry_state.attempt_number < 3:
                raise OSError("down")
    try:
        await fails()
    except RetryError as error:
        print(type(error).__name__, repr(error.last_attempt.exception()))


asyncio.run(main())
try:
    poll()
except RetryError as error:
    print("gave up:", error.last_attempt.result())
