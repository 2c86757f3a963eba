import asyncio


async def work():
    pass


def plain():
    pass


async def main():
    for what in (work, plain, plain(), 5, [work]):
        try:
            asyncio.create_task(what)
        except TypeError as error:
            print(str(error).split(" at 0x")[0].split(", got")[0])
    try:
        await 5
    except TypeError as error:
        print(error)
    try:
        await plain()
    except TypeError as error:
        print(error)
    try:
        asyncio.ensure_future(plain)
    except TypeError as error:
        print(error)


asyncio.run(main())
