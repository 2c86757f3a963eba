import asyncio


async def step(name):
    print(name, asyncio.current_task().get_name())
    await asyncio.sleep(1)
    return name


with asyncio.Runner() as runner:
    print(runner.run(step("one")))
    print(runner.run(step("two")))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
try:
    runner.run(step("three"))
except RuntimeError as error:
    print(error)
