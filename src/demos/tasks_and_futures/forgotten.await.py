import asyncio


async def save(what, takes, saved):
    await asyncio.sleep(takes)
    saved.append(what)


async def main():
    saved = []
    save("letter", 1, saved)
    print("letter: saved, or so it seems")
    later = save("photo", 1, saved)
    await save("diary", 1, saved)
    print("diary: saved")
    await asyncio.sleep(2)
    print("main lets go of the coroutine it kept")
    del later
    print("really saved:", ", ".join(saved))


asyncio.run(main())
