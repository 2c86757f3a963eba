import asyncio


class Promise:
    def __init__(self):
        self.future = asyncio.get_running_loop().create_future()

    def get_future(self):
        return self.future

    def set_value(self, value):
        self.future.set_result(value)


async def square(promise, x):
    print("computing")
    await asyncio.sleep(1)
    print("the promise is kept")
    promise.set_value(x * x)


async def main():
    promise = Promise()
    future = promise.get_future()
    worker = asyncio.create_task(square(promise, 4), name="worker")
    await asyncio.sleep(0.5)
    print("get")
    print(f"4 squared is {await future}")
    await worker


asyncio.run(main())
