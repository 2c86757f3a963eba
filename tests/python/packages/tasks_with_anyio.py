import asyncio
import time

import anyio
from anyio import CancelScope, Event, Lock, create_memory_object_stream, create_task_group, fail_after, move_on_after, to_thread


async def worker(name, receive, lock):
    async with receive:
        async for item in receive:
            async with lock:
                print(f"{anyio.current_time():.1f} {name} takes {item}")
            await anyio.sleep(1)


async def fails(delay):
    await anyio.sleep(delay)
    raise ValueError(f"after {delay}")


async def main():
    send, receive = create_memory_object_stream(max_buffer_size=1)
    lock = Lock()
    async with create_task_group() as group:
        group.start_soon(worker, "a", receive.clone(), lock)
        group.start_soon(worker, "b", receive, lock)
        async with send:
            for item in range(4):
                await send.send(item)
    with move_on_after(0.5) as scope:
        await anyio.sleep(3)
    print("cancelled:", scope.cancelled_caught)
    try:
        with fail_after(0.25):
            await anyio.sleep_forever()
    except TimeoutError:
        print("timeout")
    try:
        async with create_task_group() as group:
            group.start_soon(fails, 1)
            group.start_soon(fails, 1)
            group.start_soon(anyio.sleep, 10)
    except* ValueError as errors:
        print(sorted(map(str, errors.exceptions)))
    event = Event()

    async def setter(*, task_status):
        task_status.started("ready")
        await anyio.sleep(1)
        event.set()

    async with create_task_group() as group:
        print(await group.start(setter))
        await event.wait()
    with CancelScope(shield=True):
        await anyio.sleep(0.1)
    print(await to_thread.run_sync(time.sleep, 0.5), f"{anyio.current_time():.2f}")
    print(anyio.get_cancelled_exc_class() is asyncio.CancelledError)


anyio.run(main)
