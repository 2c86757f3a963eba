import asyncio


class Delay:
    def __init__(self, seconds, value):
        self.seconds, self.value = seconds, value

    def __await__(self):
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_later(self.seconds, future.set_result, self.value)
        return (yield from future)


async def main():
    print(await Delay(1, "a"))
    print(await asyncio.gather(Delay(2, "b"), Delay(1, "c")))
    print(await asyncio.wait_for(Delay(1, "d"), 2))


asyncio.run(main())
