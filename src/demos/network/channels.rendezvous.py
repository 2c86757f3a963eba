import asyncio
from collections import deque


class Channel:
    def __init__(self):
        self.senders = deque()
        self.receivers = deque()

    async def send(self, value):
        if self.receivers:
            self.receivers.popleft().set_result(value)
        else:
            taken = asyncio.get_running_loop().create_future()
            self.senders.append((value, taken))
            await taken

    async def receive(self):
        if self.senders:
            value, taken = self.senders.popleft()
            taken.set_result(None)
            return value
        receiver = asyncio.get_running_loop().create_future()
        self.receivers.append(receiver)
        return await receiver


async def send(channel):
    await asyncio.sleep(0)
    print("sending 42")
    await channel.send(42)
    print("sent")


async def main():
    channel = Channel()
    sender = asyncio.create_task(send(channel), name="sender")
    await asyncio.sleep(1)
    print("receiving")
    print("received", await channel.receive())
    await sender


asyncio.run(main())
