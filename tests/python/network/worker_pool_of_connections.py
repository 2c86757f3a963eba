import asyncio


async def handle(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(int(line) / 10)
        writer.write(b"done " + line)
    writer.close()


async def worker(number, address, jobs):
    reader, writer = await asyncio.open_connection(*address)
    while True:
        job = await jobs.get()
        writer.write(b"%d\n" % job)
        print(f"worker {number}:", (await reader.readline()).decode().strip())
        jobs.task_done()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    jobs = asyncio.Queue()
    for job in (5, 1, 2, 3, 1):
        jobs.put_nowait(job)
    workers = [asyncio.create_task(worker(n, server.sockets[0].getsockname(), jobs)) for n in range(2)]
    await jobs.join()
    for each in workers:
        each.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    server.close()
    print(round(asyncio.get_running_loop().time(), 1))


asyncio.run(main())
