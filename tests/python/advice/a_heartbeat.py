import asyncio


async def beat(number):
    await asyncio.sleep(0.5)
    print("beat", number)


async def heartbeat():
    number = 0
    while True:
        await beat(number)
        number += 1


async def main():
    task = asyncio.create_task(heartbeat())
    await asyncio.sleep(2.2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    print("over")


asyncio.run(main())
