import asyncio


async def work(seconds):
    print("worker: first step")
    await asyncio.sleep(seconds)
    print("worker: last step")
    return 42


async def main():
    worker = asyncio.create_task(work(1), name="worker")
    print("main: created")
    print("main: still my turn")
    await asyncio.sleep(0)
    print("main: back; done:", str(worker.done()).lower())
    try:
        print("main: already", worker.result())
    except asyncio.InvalidStateError as error:
        print(f"main: {type(error).__name__}, not yet")
    worker.add_done_callback(lambda worker: print("callback; done:", str(worker.done()).lower()))
    print("main: got", await worker)
    print("main: still", worker.result())


asyncio.run(main())
