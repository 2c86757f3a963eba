import asyncio

DONE = object()


async def stage(name, source, target, work):
    while (item := await source.get()) is not DONE:
        await asyncio.sleep(0.2)
        result = work(item)
        print(f"{name}: {item!r} -> {result!r}")
        await target.put(result)
    await target.put(DONE)


async def main():
    first, second, third = (asyncio.Queue(1) for _ in range(3))

    async def feed():
        for word in "the quick brown fox".split():
            await first.put(word)
        await first.put(DONE)

    async def drain():
        words = []
        while (item := await third.get()) is not DONE:
            words.append(item)
        return words

    *_, words = await asyncio.gather(
        feed(),
        stage("upper", first, second, str.upper),
        stage("length", second, third, lambda word: (word, len(word))),
        drain(),
    )
    print(words)


asyncio.run(main())
