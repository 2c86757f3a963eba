import asyncio


class User:
    def __init__(self, name):
        self._name = name

    def __await__(self):
        return self._load().__await__()

    async def _load(self):
        await asyncio.sleep(1)
        self.loaded = True
        return self

    @property
    async def name(self):
        await asyncio.sleep(0.5)
        return self._name

    @classmethod
    async def create(cls, name):
        return await cls(name)

    def __class_getitem__(cls, item):
        return f"User of {item}"


async def main():
    user = await User("ann")
    print(user.loaded, await user.name)
    print(await (await User.create("bob")).name, User[int])


asyncio.run(main())
