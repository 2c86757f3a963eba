import asyncio


async def load_profile(user):
    await asyncio.sleep(0.2)
    return f"profile of {user}"


async def load_friends(user):
    await asyncio.sleep(0.3)
    return [f"{user}'s friend"]


async def handle(user):
    profile = await load_profile(user)
    friends = await load_friends(user)
    return profile, friends


async def main():
    for answer in await asyncio.gather(*(handle(user) for user in ("ann", "bob", "cid"))):
        print(answer)


asyncio.run(main())
