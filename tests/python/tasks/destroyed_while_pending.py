import asyncio


async def waits():
    await asyncio.sleep(100)


loop = asyncio.new_event_loop()
task = loop.create_task(waits(), name="lost")
loop.run_until_complete(asyncio.sleep(1))
loop.close()
print("closed")
del task
print("end")
