import asyncio


async def work(name):
    for i in range(3):
        await asyncio.sleep(0.5)
        print(name, i)
    return name


one = asyncio.new_event_loop()
two = asyncio.new_event_loop()
print(one.run_until_complete(work("one")))
print(two.run_until_complete(work("two")))
print(one.run_until_complete(work("one again")))
one.close()
two.close()
try:
    one.run_until_complete(asyncio.sleep(0))
except RuntimeError as error:
    print(error)
