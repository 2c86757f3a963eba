# Each process counts its tasks for itself.
import asyncio
import multiprocessing


async def name():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


async def names():
    return await asyncio.gather(name(), name())


def work(results):
    results.put(asyncio.run(names()))


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    print(asyncio.run(names()))
    results = multiprocessing.Queue()
    process = multiprocessing.Process(target=work, args=(results,))
    process.start()
    print(results.get())
    process.join()
    print(asyncio.run(names()))
