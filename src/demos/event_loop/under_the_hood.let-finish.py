import asyncio


async def program():
    await asyncio.sleep(1)
    return 42


async def failing():
    raise ValueError("no answer")


async def background():
    i = 1
    while True:
        try:
            await asyncio.sleep(0.4)
        except asyncio.CancelledError:
            print("background: closing its files")
            await asyncio.sleep(0.5)
            print("background: closed")
            raise
        print(f"background: tick {i}")
        i += 1


def drive(loop):
    background_task = loop.create_task(background(), name="background")
    program_task = loop.create_task(program(), name="program")
    print("created")
    print("result:", loop.run_until_complete(program_task))
    try:
        loop.run_until_complete(loop.create_task(failing(), name="failing"))
    except ValueError as error:
        print(f"exception: {type(error).__name__}: {error}")
    left = asyncio.all_tasks(loop)
    for task in left:
        print("left:", task.get_name())
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    print("background done:", str(background_task.done()).lower())
    print("close the loop")
    loop.close()


drive(asyncio.new_event_loop())
