import asyncio


class Noisy(asyncio.Task):
    def cancel(self, msg=None):
        print("asked to cancel", self.get_name(), msg)
        return super().cancel(msg)


def factory(loop, coro, **options):
    return Noisy(coro, loop=loop, **options)


async def work():
    await asyncio.sleep(10)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    task = asyncio.create_task(work(), name="worker")
    await asyncio.sleep(1)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print(type(task).__name__, error.args)


asyncio.run(main())
