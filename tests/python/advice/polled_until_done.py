import asyncio

progress = iter([10, 60, 100])


async def get_status(job):
    await asyncio.sleep(0.5)
    return job, next(progress)


async def main():
    for _ in range(3):
        job, percent = await get_status("export")
        print(job, percent)


asyncio.run(main())
