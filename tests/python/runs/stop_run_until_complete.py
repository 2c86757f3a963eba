import asyncio


async def forever():
    await asyncio.get_running_loop().create_future()


loop = asyncio.new_event_loop()
loop.call_later(1, loop.stop)
task = loop.create_task(forever())
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print(error)
task.cancel()
loop.call_soon(loop.stop)
loop.run_forever()
print(task.cancelled())
loop.close()
