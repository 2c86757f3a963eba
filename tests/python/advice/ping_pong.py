import asyncio


async def player(name, mine, theirs, rounds):
    for number in range(rounds):
        await mine.wait()
        mine.clear()
        await asyncio.sleep(0.1)
        print(name, number)
        theirs.set()


async def main():
    ping, pong = asyncio.Event(), asyncio.Event()
    ping.set()
    await asyncio.gather(player("ping", ping, pong, 3), player("pong", pong, ping, 3))


asyncio.run(main())
