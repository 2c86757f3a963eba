import asyncio


async def fetch(what):
    print(f"fetching {what}")
    await asyncio.sleep(1)
    return f"the {what}"


async def main():
    users = await fetch("users")
    posts = await fetch("posts")
    print(users, "and", posts)


asyncio.run(main())
