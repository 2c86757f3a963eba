import asyncio

loop = asyncio.new_event_loop()


def tick(n):
    print("tick", n)
    if n == 3:
        loop.stop()
    loop.call_later(1, tick, n + 1)


tick(0)
loop.run_forever()
print("stopped at", loop.time())
loop.run_until_complete(asyncio.sleep(2.5))
print(loop.is_running())
loop.close()
print(loop.is_closed())
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
