import asyncio


class Room:
    def __init__(self):
        self.members = {}

    async def join(self, name):
        inbox = self.members[name] = asyncio.Queue()
        await self.say("*", f"{name} joined")
        return inbox

    async def say(self, who, text):
        for name, inbox in self.members.items():
            if name != who:
                await inbox.put(f"{who}: {text}")


async def member(room, name, lines, patience):
    inbox = await room.join(name)

    async def listen():
        while True:
            print(f"[{name}]", await inbox.get())

    listener = asyncio.create_task(listen())
    for line in lines:
        await asyncio.sleep(patience)
        await room.say(name, line)
    await asyncio.sleep(1)
    listener.cancel()


async def main():
    room = Room()
    async with asyncio.TaskGroup() as group:
        group.create_task(member(room, "ann", ["hi", "how are you?"], 1))
        group.create_task(member(room, "bob", ["hello"], 1.5))


asyncio.run(main())
