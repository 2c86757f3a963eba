import asyncio


async def background():
    try:
        while True:
            print("tick")
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled at the end")
        raise
    finally:
        print("cleaned up")


async def main():
    asyncio.create_task(background(), name="background")
    await asyncio.sleep(2.5)
    print("main is over")


asyncio.run(main())
print("end")
