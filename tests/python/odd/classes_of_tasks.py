import asyncio


class Service:
    def __init__(self, name, interval):
        self.name, self.interval, self.task, self.ticks = name, interval, None, 0

    async def _run(self):
        while True:
            await asyncio.sleep(self.interval)
            self.ticks += 1

    def start(self):
        self.task = asyncio.create_task(self._run(), name=self.name)

    async def stop(self):
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:
            pass
        print(self.name, "stopped after", self.ticks)

    async def __aenter__(self):
        self.start()
        return self

    async def __aexit__(self, *error):
        await self.stop()


async def main():
    async with Service("fast", 0.3), Service("slow", 1):
        await asyncio.sleep(3.1)


asyncio.run(main())
