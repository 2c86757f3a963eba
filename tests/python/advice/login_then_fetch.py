import asyncio


class Api:
    def __init__(self):
        self.token = None

    async def login(self, user):
        await asyncio.sleep(0.3)
        self.token = f"token-of-{user}"

    async def profile(self):
        await asyncio.sleep(0.3)
        if self.token is None:
            raise PermissionError("log in first")
        return f"profile by {self.token}"


async def main():
    api = Api()
    await api.login("ada")
    profile = await api.profile()
    print(profile)


asyncio.run(main())
