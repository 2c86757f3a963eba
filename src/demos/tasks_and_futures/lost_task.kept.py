import asyncio
import gc
import weakref


class Inbox:
    def __init__(self, loop):
        self.message = loop.create_future()


async def listen(inbox):
    print("listening")
    print("heard:", await inbox.message)


def deliver(address):
    inbox = address()
    if inbox:
        inbox.message.set_result("hello")
    else:
        print("nobody is there to hear it")


async def main():
    loop = asyncio.get_running_loop()
    inbox = Inbox(loop)
    loop.call_later(2, deliver, weakref.ref(inbox))
    task = asyncio.create_task(listen(inbox), name="listener")
    del inbox
    loop.call_later(1, gc.collect)
    background = set()
    background.add(task)
    del task
    await asyncio.sleep(3)
    background = {task for task in background if not task.done()}
    print("main ends")


asyncio.run(main())
