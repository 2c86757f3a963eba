import asyncio


class Loop(asyncio.SelectorEventLoop):
    def call_soon(self, callback, *args, context=None):
        counted.append(1)
        return super().call_soon(callback, *args, context=context)


counted = []


async def main():
    await asyncio.sleep(0)
    await asyncio.sleep(0.1)
    return type(asyncio.get_running_loop()).__name__


with asyncio.Runner(loop_factory=Loop) as runner:
    print(runner.run(main()), len(counted) > 3)
print(asyncio.run(main(), loop_factory=Loop))
