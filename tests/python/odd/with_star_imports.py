from asyncio import *


async def main():
    t1 = create_task(sleep(1, "one"))
    t2 = create_task(sleep(2, "two"))
    print(await gather(t1, t2))
    q = Queue()
    await q.put(1)
    print(await wait_for(q.get(), 1), current_task().get_name())
    try:
        await wait_for(q.get(), 1)
    except TimeoutError:
        print("timeout")


run(main())
