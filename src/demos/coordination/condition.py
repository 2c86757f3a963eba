import asyncio

loaves = 0


async def buyer(name, wants, changed):
    global loaves
    async with changed:
        while loaves < wants:
            print(f"{name} wants {wants}, there are {loaves}")
            await changed.wait()
        loaves -= wants
        print(f"{name} takes {wants}, {loaves} left")


async def baker(ordered, changed):
    global loaves
    for _ in range(ordered):
        await asyncio.sleep(1)
        async with changed:
            loaves += 1
            print("the baker brings 1")
            changed.notify_all()


async def main():
    changed = asyncio.Condition()
    await asyncio.gather(
        asyncio.create_task(buyer("Alice", 3, changed), name="Alice"),
        asyncio.create_task(buyer("Bob", 1, changed), name="Bob"),
        asyncio.create_task(buyer("Charlie", 2, changed), name="Charlie"),
        asyncio.create_task(baker(6, changed), name="baker"),
    )


asyncio.run(main())
