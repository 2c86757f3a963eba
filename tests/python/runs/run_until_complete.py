import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n * n


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(work(2)))
    future = asyncio.ensure_future(work(3), loop=loop)
    print(loop.run_until_complete(future), future.done())
    print(loop.run_until_complete(asyncio.gather(work(1), work(2), work(3))) if False else "no gather outside")
finally:
    loop.close()
print(loop.is_closed())
