import asyncio
import logging

logging.basicConfig(format="%(relativeCreated)d %(taskName)s %(message)s", level=logging.INFO)


async def work(n):
    logging.info("begins")
    await asyncio.sleep(n)
    logging.info("ends")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work(2), name="long")
        group.create_task(work(1), name="short")


asyncio.run(main())
