import asyncio


class Deferred:
    def __init__(self):
        self.chain = []

    def add_callbacks(self, callback, errback):
        self.chain.append((callback, errback))

    def add_callback(self, callback):
        self.add_callbacks(callback, fail)

    def callback(self, result):
        failed = False
        for callback, errback in self.chain:
            try:
                result, failed = (errback if failed else callback)(result), False
            except Exception as error:
                result, failed = error, True
        if failed:
            raise result


def fail(error):
    raise error


def add_one(number):
    return number + 1


def oops(error):
    print("OOPS!")


async def main():
    deferred = Deferred()
    deferred.add_callbacks(int, oops)
    deferred.add_callback(add_one)
    deferred.add_callback(print)
    print("waiting for data")
    stopped = asyncio.get_running_loop().create_future()

    def data_comes():
        print("data: x")
        try:
            deferred.callback("x")
        except Exception as error:
            print(f"Unhandled error in Deferred: {type(error).__name__}: {error}")
        stopped.set_result(None)

    asyncio.get_running_loop().call_later(1, data_comes)
    await stopped


asyncio.run(main())
