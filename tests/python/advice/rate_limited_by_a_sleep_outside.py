import asyncio
import time


async def post_score(name):
    await asyncio.sleep(0.1)
    return f"{name}: ok"


async def main():
    answers = []
    for name in ("ann", "bob"):
        answers.append(await post_score(name))
    print(answers)
    started = time.monotonic()
    for name in ("cid", "dan"):
        elapsed = time.monotonic() - started
        answers.append(await post_score(name))
        print(f"{elapsed:.1f}")


asyncio.run(main())
