import asyncio
import collections


class Emitter:
    def __init__(self):
        self.listeners = collections.defaultdict(list)

    def on(self, event):
        def register(function):
            self.listeners[event].append(function)
            return function

        return register

    async def emit(self, event, *args):
        for listener in self.listeners[event]:
            result = listener(*args)
            if asyncio.iscoroutine(result):
                await result


emitter = Emitter()


@emitter.on("order")
def plain(number):
    print("plain listener", number)


@emitter.on("order")
async def slow(number):
    await asyncio.sleep(1)
    print("slow listener", number)


async def main():
    await emitter.emit("order", 1)
    await asyncio.gather(emitter.emit("order", 2), emitter.emit("nobody", 3))


asyncio.run(main())
