import asyncio

background = set()


async def refresh(number):
    await asyncio.sleep(0.2)
    print("refreshed", number)


def start(number):
    task = asyncio.create_task(refresh(number))
    background.add(task)
    task.add_done_callback(background.discard)
    return asyncio.create_task(refresh(-number))


async def main():
    tasks = [
        asyncio.create_task(refresh(1)),
        asyncio.create_task(
            refresh(2),
        ),
    ]
    last = start(3)
    await asyncio.gather(
        *tasks,
        asyncio.ensure_future(refresh(4)),
    )
    await asyncio.create_task(refresh(5))
    await last


asyncio.run(main())
