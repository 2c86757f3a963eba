import asyncio

loop = asyncio.new_event_loop()
print(isinstance(loop, asyncio.AbstractEventLoop))
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)


async def main():
    print(asyncio.get_event_loop() is asyncio.get_running_loop() is loop)


loop.run_until_complete(main())
asyncio.set_event_loop(None)
loop.close()
