"""Jobs by aiojobs, at most so many at once, and a plan of times by schedule."""

import asyncio
import time

import aiojobs
import schedule


async def job(number):
    await asyncio.sleep(1)
    print("job", number, "is done")


async def main():
    async with aiojobs.Scheduler(limit=2) as scheduler:
        for number in range(4):
            await scheduler.spawn(job(number))
        print(scheduler.active_count, scheduler.pending_count)
        await asyncio.sleep(1.5)
        print(scheduler.active_count, scheduler.pending_count)
        await asyncio.sleep(1)


asyncio.run(main())
schedule.every(2).seconds.do(lambda: print("every two seconds"))
schedule.every(3).seconds.do(lambda: (print("once"), schedule.CancelJob)[1])
for _ in range(5):
    schedule.run_pending()
    time.sleep(1)
print(len(schedule.get_jobs()), schedule.idle_seconds() is not None)
