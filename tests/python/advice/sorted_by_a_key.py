import asyncio


async def score(name):
    await asyncio.sleep(0.1 * len(name))
    return name.count("a")


async def main():
    scores = {}
    for name in sorted(["banana", "fig", "papaya"], key=len):
        scores[name] = await score(name)
    best = max(scores, key=scores.get)
    print(best, scores)


asyncio.run(main())
