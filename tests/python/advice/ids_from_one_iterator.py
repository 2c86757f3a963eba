import asyncio
import itertools

ids = itertools.count(1)


async def register_user(name):
    number = next(ids)
    await asyncio.sleep(0.2)
    return f"{name} is number {number}"


async def new_user(name):
    await asyncio.sleep(0.2)
    return f"{name} is number {next(ids)}"


async def main():
    ann = await new_user("ann")
    bob = await new_user("bob")
    print(ann, bob)
    print(await register_user("cid"))


asyncio.run(main())
